//! What a figure counts where only its neighbour says it: `排查隐患128处，已整改117处`.

use super::figure::{Change, Figure, Kind};

/// Gives figures that name nothing what the figure before in their sentence counts, where that is sure; in a list
/// (`12、15、18个村`) what the next one counts.
pub(super) fn carry(text: &str, figures: &mut [Figure]) {
    for at in 1..figures.len() {
        let Some((before, rest)) = figures.split_at_mut_checked(at) else { break };
        let Some(one) = rest.first_mut().filter(|one| one.counted.is_none()) else { continue };
        let in_sentence = |last: &&Figure| {
            let between = text.get(last.span.end..one.span.start).unwrap_or("\n");
            !between.contains(['。', '\n', '；', '！', '？']) && !between.contains(". ")
        };
        // Dates and lengths of time stand between without being what is spoken of: `60%，比三年前上升12个百分点`.
        let is_aside = |last: &&Figure| {
            matches!(last.kind, Kind::Duration | Kind::Date | Kind::Time | Kind::Ordinal)
                && last.kind != one.kind
        };
        let nearest = before.iter().rev().take_while(in_sentence).filter(|last| !is_aside(last)).enumerate();
        let source = nearest.into_iter().find(|(back, last)| {
            takes(last, one, *back == 0) || *back == 0 && is_held_against(text, last, one)
        });
        if let Some((_, source)) = source {
            one.counted.clone_from(&source.counted);
        }
    }
    for at in (1..figures.len()).rev() {
        let Some((before, rest)) = figures.split_at_mut_checked(at) else { break };
        let (Some(one), Some(next)) = (before.last_mut(), rest.first()) else { break };
        let between = text.get(one.span.end..next.span.start).unwrap_or("\n");
        let listed =
            matches!(between.trim(), "、" | "-" | "—" | "——" | "～" | "~" | "至" | "到" | "和" | "或");
        let spoken = matches!(between.trim(), "and" | "to" | "or" | "–");
        if spoken
            && one.counted.is_none()
            && one.unit == next.unit
            && one.kind == next.kind
            && one.kind == Kind::Count
        {
            one.counted.clone_from(&next.counted);
        }
        // `from 48 to 31 minutes`.
        let ranges = matches!(between.trim(), "to" | "–" | "-")
            || between.trim() == "and"
                && text.get(..one.span.start).is_some_and(|text| text.trim_end().ends_with("etween"));
        if ranges && one.unit.is_empty() && one.kind == Kind::Count && !next.unit.is_empty() {
            (one.unit, one.kind) = (next.unit.clone(), next.kind);
            if one.counted.is_none() {
                one.counted.clone_from(&next.counted);
            }
        }
        let is_part = matches!(between.trim(), "of" | "of the" | "out of" | "out of the");
        if is_part && one.counted.is_none() {
            one.counted.clone_from(&next.counted);
        }
        if listed && one.unit == next.unit && one.kind == Kind::Count && next.kind == Kind::Count {
            one.counted.clone_from(&next.counted);
        }
    }
}

/// `0.4 per cent, against 2.1 per cent`.
fn is_held_against(text: &str, last: &Figure, one: &Figure) -> bool {
    let between = text.get(last.span.end..one.span.start).unwrap_or_default();
    let words =
        ["against", "compared with", "compared to", "versus", "而去年", "上年为", "去年为", "上年同期为"];
    one.kind == last.kind && one.unit == last.unit && words.iter().any(|word| between.contains(word))
}

/// Whether a figure counts what an earlier one does; `is_last` says that none stands between.
fn takes(last: &Figure, one: &Figure, is_last: bool) -> bool {
    let same = last.kind == one.kind && last.unit == one.unit;
    match (last.change, one.change) {
        (Some(Change::From), Some(Change::To)) => is_last && same,
        (_, Some(Change::By)) => is_last && (same || is_thing(last) && one.kind == Kind::Share),
        // `124人，占14.4%`, `1,204 (72%)`.
        (_, None) if one.kind == Kind::Share => is_last && matches!(last.kind, Kind::Count | Kind::Amount),
        _ => same && (one.kind == Kind::Count || is_last && one.kind == Kind::Amount),
    }
}

fn is_thing(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Count | Kind::Share | Kind::Amount)
}
