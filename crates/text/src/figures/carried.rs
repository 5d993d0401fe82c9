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
        let nearest = before.iter().rev().take_while(in_sentence).enumerate();
        let source = nearest.into_iter().find(|(back, last)| takes(last, one, *back == 0));
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
        let is_part = matches!(between.trim(), "of" | "of the" | "out of" | "out of the");
        if is_part && one.counted.is_none() {
            one.counted.clone_from(&next.counted);
        }
        if listed && one.unit == next.unit && one.kind == Kind::Count && next.kind == Kind::Count {
            one.counted.clone_from(&next.counted);
        }
    }
}

/// Whether a figure counts what an earlier one does; `is_last` says that none stands between.
fn takes(last: &Figure, one: &Figure, is_last: bool) -> bool {
    let same = last.kind == one.kind && last.unit == one.unit;
    match (last.change, one.change) {
        (Some(Change::From), Some(Change::To)) => is_last && same,
        (_, Some(Change::By)) => {
            is_last && (same || matches!(last.kind, Kind::Count | Kind::Share) && one.kind == Kind::Share)
        }
        // `124人，占14.4%`, `1,204 (72%)`.
        (_, None) if one.kind == Kind::Share => is_last && last.kind == Kind::Count,
        _ => same && one.kind == Kind::Count,
    }
}
