//! What a figure counts where only its neighbour says it: `排查隐患128处，已整改117处`.

use super::figure::{Change, Figure, Kind, Qualifier};
use super::respectively;

/// Gives figures that name nothing what the figure before in their sentence counts, where that is sure; in a list
/// (`12、15、18个村`) what the next one counts.
pub(super) fn carry(text: &str, figures: &mut [Figure]) {
    respectively::assign(text, figures);
    take_from_next(text, figures);
    take_from_last(text, figures);
    take_from_next(text, figures);
}

fn take_from_last(text: &str, figures: &mut [Figure]) {
    for at in 1..figures.len() {
        let Some((before, rest)) = figures.split_at_mut_checked(at) else { break };
        let Some(one) = rest.first_mut().filter(|one| one.counted.is_none()) else { continue };
        let in_sentence = |last: &&Figure| {
            let between = text.get(last.span.end..one.span.start).unwrap_or("\n");
            !between.contains(['。', '\n', '；', '！', '？']) && !between.contains(". ")
        };
        // Dates and lengths of time stand between without being what is spoken of: `60%，比三年前上升12个百分点`.
        let is_aside = |last: &&Figure| {
            matches!(last.kind, Kind::Duration | Kind::Date | Kind::Time | Kind::Ordinal | Kind::Age)
                && last.kind != one.kind
                && !(one.change == Some(Change::By) && last.change.is_some() && last.counted.is_some())
                || one.kind == Kind::Share && last.kind == Kind::Amount && last.counted.is_none()
        };
        let nearest = before.iter().rev().take_while(in_sentence).filter(|last| !is_aside(last)).enumerate();
        let source = nearest.into_iter().find(|(back, last)| {
            let between = text.get(last.span.end..one.span.start).unwrap_or_default();
            let is_and = between.trim_end().ends_with(" and") && between.len() < 32;
            let is_of = ["其中", "当中", "當中", "of which", "of whom", "of these"]
                .iter()
                .any(|word| between.contains(word));
            takes(last, one, *back == 0)
                || *back == 0 && goes_on(between, last, one)
                || *back == 0 && is_beside(between, last, one)
                || *back == 0
                    && same(last, one)
                    && one.kind == Kind::Share
                    && between.contains(|sign: char| sign.is_ascii_alphabetic())
                || *back == 0 && is_and && same(last, one)
                || *back == 0 && is_of && last.kind == Kind::Share && one.kind == Kind::Count
                || *back == 0 && (is_held_against(between, last, one) || is_range(between) && same(last, one))
        });
        if let Some((_, source)) = source {
            one.counted.clone_from(&source.counted);
        }
    }
}

/// What the next figure says is meant of this one, too: lists, ranges, parts (`7 of 9 shops`).
fn take_from_next(text: &str, figures: &mut [Figure]) {
    for at in (1..figures.len()).rev() {
        let Some((before, rest)) = figures.split_at_mut_checked(at) else { break };
        let (Some(one), Some(next)) = (before.last_mut(), rest.first()) else { break };
        let between = text.get(one.span.end..next.span.start).unwrap_or("\n");
        // `from 48 to 31 minutes`.
        let rises = one.value < next.value;
        let ranges = matches!(between.trim(), "to")
            || matches!(between.trim(), "–" | "-") && rises
            || between.trim() == "and"
                && text.get(..one.span.start).is_some_and(|text| text.trim_end().ends_with("etween"));
        if ranges && one.unit.is_empty() && one.kind == Kind::Count && !next.unit.is_empty() {
            (one.unit, one.kind) = (next.unit.clone(), next.kind);
        }
        let counts = one.kind == Kind::Count && next.kind == Kind::Count;
        let is_pair = between.is_empty() && one.qualifier == Qualifier::About;
        let listed = is_pair || is_range(between) || matches!(between.trim(), "、" | "和" | "或");
        let spoken = matches!(between.trim(), "and" | "or") || ranges;
        let is_part = matches!(
            between.trim(),
            "of" | "of the" | "out of" | "out of the" | "of all" | "of its" | "of our"
        ) || is_of_whose(between.trim());
        let takes = listed && (counts || is_pair) && same(one, next) && (rises || !is_range(between))
            || one.counted.is_none()
                && (spoken && same(one, next) && (counts || ranges) || is_part && one.kind != Kind::Score)
            || one.counted.is_none() && between.is_empty() && counts
            || is_part && counts && one.unit.is_empty()
            || one.counted.is_none() && is_range(between) && same(one, next);
        if takes && next.counted.is_some() {
            one.counted.clone_from(&next.counted);
        }
    }
}

/// `of the county's`, `of these`: a part of what follows.
fn is_of_whose(between: &str) -> bool {
    between.strip_prefix("of ").is_some_and(|rest| {
        let words: Vec<&str> = rest.split(' ').collect();
        words.len() <= 3 && words.last().is_some_and(|word| word.ends_with("'s") || word.ends_with("’s"))
            || matches!(rest, "these" | "those" | "their" | "the other")
    })
}

/// What follows in another unit or clause and has no noun of its own: `1038户3642人`, `由11.3%改善1.2个百分点至34.5%`,
/// `87%表示满意，2.4%表示不满意`.
fn goes_on(between: &str, last: &Figure, one: &Figure) -> bool {
    let counts = one.kind == Kind::Count && last.kind == Kind::Count;
    let share = one.kind == Kind::Share && last.kind == Kind::Share;
    let persons = matches!(one.unit.as_str(), "人" | "口" | "名" | "户" | "戶") && last.unit != one.unit;
    let beside = between.is_empty() && counts && persons && !last.unit.is_empty();
    let to = matches!(between.trim(), "至" | "到" | "达" | "達" | "为" | "為");
    let plain = one.change.is_none() && last.change.is_none() && one.verb.is_none();
    let clause = between.contains(['，', ',', '；', ';']) && between.chars().count() <= 32;
    beside || share && (to || plain && clause)
}

/// `9,846户、31,527人`, `a quarter (24%)`: the same in another unit.
fn is_beside(between: &str, last: &Figure, one: &Figure) -> bool {
    let counts = one.kind == Kind::Count && last.kind == Kind::Count;
    between.trim() == "、" && counts
        || matches!(between.trim().chars().next_back(), Some('(' | '（'))
            && one.kind == Kind::Share
            && between.len() < 24
}

fn same(one: &Figure, other: &Figure) -> bool {
    one.kind == other.kind && one.unit == other.unit
}

fn is_range(between: &str) -> bool {
    matches!(between.trim(), "-" | "—" | "——" | "～" | "~" | "至" | "到" | "–")
}

/// `0.4 per cent, against 2.1 per cent`.
fn is_held_against(between: &str, last: &Figure, one: &Figure) -> bool {
    let words =
        ["against", "compared with", "compared to", "versus", "而去年", "上年为", "去年为", "上年同期为"];
    one.kind == last.kind && one.unit == last.unit && words.iter().any(|word| between.contains(word))
}

/// Whether a figure counts what an earlier one does; `is_last` says that none stands between.
fn takes(last: &Figure, one: &Figure, is_last: bool) -> bool {
    let same = same(last, one);
    match (last.change, one.change) {
        (Some(Change::From), Some(Change::To)) => is_last && same,
        (_, Some(Change::From | Change::To)) if same => is_last || one.kind == Kind::Count,
        (_, Some(Change::By)) => {
            is_last && (same || is_thing(last) && matches!(one.kind, Kind::Share | Kind::Score | Kind::Ratio))
        }
        // `124人，占14.4%`, `1,204 (72%)`.
        (_, None) if one.kind == Kind::Share => is_last && matches!(last.kind, Kind::Count | Kind::Amount),
        // Whoever takes out five yuan takes them out of nothing that stands before.
        _ => same && (one.kind == Kind::Count || is_last && one.kind == Kind::Amount && one.verb.is_none()),
    }
}

fn is_thing(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Count | Kind::Share | Kind::Amount)
        || figure.kind == Kind::Duration && figure.change.is_some()
}
