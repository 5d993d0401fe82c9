//! `事故起数、死亡人数分别下降17.6%和23.1%`: things in a row, and their figures in the same order.

use super::figure::{Change, Figure};

const MARKS: [&str; 2] = ["分别", "分別"];

/// Gives the figures behind 分别 the things before it, one each, where there are as many.
pub(super) fn assign(text: &str, figures: &mut [Figure]) {
    for at in 0..figures.len() {
        let Some((before, rest)) = figures.split_at_mut_checked(at) else { break };
        let Some(first) = rest.first() else { break };
        let (direction, change) = (first.direction, first.change);
        let row = row(text, rest);
        let own = things(text, first.span.start);
        let own = own.map(|things| things.into_iter().map(str::to_owned).collect::<Vec<String>>());
        // `两所学校的投入分别为620万元和135万元`: one thing, of several.
        let own =
            own.filter(|things| things.len() > 1 || row > 1 && change.is_none() && first.counted.is_none());
        let own = own.map(|things| match things.as_slice() {
            [one] => vec![one.clone(); row],
            _ => things,
        });
        let things = match own {
            Some(things) => things,
            None if row > 1 => earlier(text, before, first, row),
            None => continue,
        };
        if row != things.len() {
            continue;
        }
        for (figure, thing) in rest.iter_mut().zip(things) {
            figure.counted = Some(thing);
            (figure.direction, figure.change) = (figure.direction.or(direction), figure.change.or(change));
        }
    }
}

/// The things that stand in a row before 分别 in the clause of a figure, where no other figure stands between.
fn things(text: &str, start: usize) -> Option<Vec<&str>> {
    let head = text.get(..start)?;
    let mark =
        head.char_indices().rev().find(|(_, sign)| matches!(sign, '，' | '。' | '；' | '：' | '\n' | ','));
    let clause = mark.map_or(0, |(at, sign)| at + sign.len_utf8());
    let clause = head.get(clause..).unwrap_or(head).trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let (before, behind) = MARKS.iter().find_map(|mark| clause.split_once(mark))?;
    let is_plain = !clause.contains(|sign: char| sign.is_ascii_digit()) && behind.chars().count() <= 6;
    let things: Vec<&str> = before.split(['、', '和', '与', '與', '及']).map(str::trim).collect();
    let fits = things.iter().all(|thing| (2..=12).contains(&thing.chars().count()));
    (is_plain && fits).then_some(things)
}

/// What the figures of the clauses before count, as many of them as stand in a row behind 分别: `收入3亿元，利润2亿元，分别增长12%和9%`.
fn earlier(text: &str, before: &[Figure], first: &Figure, row: usize) -> Vec<String> {
    let head = text.get(..first.span.start).unwrap_or_default();
    let behind = |marks: &[char]| {
        let last = head.char_indices().rev().find(|(_, sign)| marks.contains(sign));
        last.map_or(0, |(at, sign)| at + sign.len_utf8())
    };
    let clause = behind(&['，', '。', '；', '：', '\n', ',', '.']);
    let respectively = MARKS.iter().any(|mark| head.get(clause..).unwrap_or_default().contains(mark));
    let sentence = behind(&['。', '\n', '；', ';']);
    let of_sentence = before.iter().rev().take_while(|one| one.span.start >= sentence);
    let mut things: Vec<String> = of_sentence
        .filter(|one| one.change.is_none() || one.change == Some(Change::To))
        .filter_map(|one| one.counted.clone())
        .take(row)
        .collect();
    things.reverse();
    if respectively { things } else { Vec::new() }
}

/// How many figures of one sort stand in a row, with nothing but marks between.
fn row(text: &str, figures: &[Figure]) -> usize {
    let Some(first) = figures.first() else { return 0 };
    let pairs = figures.iter().zip(figures.iter().skip(1));
    1 + pairs
        .take_while(|(one, next)| {
            let between = text.get(one.span.end..next.span.start).unwrap_or("\n");
            matches!(between.trim(), "、" | "和" | "与" | "與" | "及" | "以及") && next.kind == first.kind
        })
        .count()
}
