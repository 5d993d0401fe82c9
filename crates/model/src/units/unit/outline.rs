//! Units that somebody types: a line each, and what is beneath is set in.

use super::{
    FAULT_LIMIT, Layout, Table, Tiers,
    import::{ImportFault, ImportFaultKind as Kind, ImportRow},
};
use crate::{fold::fold, signs::trimmed};

/// A line of the outline.
struct Line<'a> {
    /// Its number, from 1.
    number: u64,
    /// How far it is set in.
    inset: usize,
    name: &'a str,
    /// The key of the tier that stands in brackets behind the name.
    tier: Option<&'a str>,
    /// The place of the line above it in the tree.
    parent: Option<usize>,
    /// Units directly beneath.
    beneath: usize,
}

/// Reads an outline: a line per unit; one that is set in further than a line above stands beneath it. A unit's tier is the
/// one after its parent's, of the first unit the first, unless the line ends with a tier in brackets: `Old Town [county]`.
/// The units are given codes: `1`, and two digits more for each step down (more where one unit has over 99 beneath it).
///
/// `named`: words for tiers, with their keys.
///
/// # Errors
/// Every line that stands lower than there are tiers, and that there is no line.
pub fn parse_outline(
    text: &str,
    tiers: &Tiers,
    named: &[(String, String)],
) -> Result<Table, Vec<ImportFault>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    // The lines above the present one, from the first unit down.
    let mut above: Vec<usize> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !trimmed(line).is_empty()) {
        let inset = inset(line);
        while above.last().is_some_and(|last| lines.get(*last).is_some_and(|last| last.inset >= inset)) {
            above.pop();
        }
        let parent = above.last().copied();
        if let Some(parent) = parent.and_then(|parent| lines.get_mut(parent)) {
            parent.beneath += 1;
        }
        let (name, tier) = parted(trimmed(line), tiers, named);
        above.push(lines.len());
        lines.push(Line { number: number as u64 + 1, inset, name, tier, parent, beneath: 0 });
    }
    if lines.is_empty() {
        return Err(vec![ImportFault::new(1, Kind::Empty)]);
    }
    rows(&lines, tiers).map(|rows| Table { layout: Layout::Plain, rows })
}

/// How far a line is set in: a tab is as wide as four blanks, a blank of Chinese type as two.
fn inset(line: &str) -> usize {
    let width = |sign: char| match sign {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    };
    line.chars().take_while(|sign| sign.is_whitespace()).map(width).sum()
}

/// A name and the tier in brackets behind it. Brackets that hold no tier belong to the name.
fn parted<'a>(line: &'a str, tiers: &'a Tiers, named: &'a [(String, String)]) -> (&'a str, Option<&'a str>) {
    const BRACKETS: [(char, char); 4] = [('[', ']'), ('(', ')'), ('（', '）'), ('【', '】')];
    let inside = BRACKETS.iter().find_map(|(open, shut)| line.strip_suffix(*shut)?.rsplit_once(*open));
    let Some((name, words)) = inside else { return (line, None) };
    let look = |words: &str| fold(trimmed(words));
    let wanted = look(words);
    let keys = tiers.keys().iter().map(|key| (key.as_str(), key.as_str()));
    let all = keys.chain(named.iter().map(|(words, key)| (words.as_str(), key.as_str())));
    match all.into_iter().find(|(words, _)| look(words) == wanted) {
        Some((_, key)) if !trimmed(name).is_empty() => (trimmed(name), Some(key)),
        _ => (line, None),
    }
}

fn rows(lines: &[Line<'_>], tiers: &Tiers) -> Result<Vec<ImportRow>, Vec<ImportFault>> {
    let (mut rows, mut faults): (Vec<ImportRow>, Vec<ImportFault>) = (Vec::new(), Vec::new());
    // How many units beneath each line have been given a code.
    let mut given = vec![0_usize; lines.len()];
    let mut roots = 0_usize;
    for line in lines {
        let parent = line.parent.and_then(|at| Some((lines.get(at)?, rows.get(at)?.clone(), at)));
        let (code, parent_code, beneath) = match parent {
            Some((above, row, at)) => {
                let place = given.get_mut(at).map_or(0, |count| {
                    *count += 1;
                    *count
                });
                let width = above.beneath.to_string().len().max(2);
                (format!("{}{place:0width$}", row.code), row.code, Some(row.tier))
            }
            None => {
                roots += 1;
                (roots.to_string(), String::new(), None)
            }
        };
        let next = match &beneath {
            Some(tier) => {
                tiers.keys().iter().position(|key| key == tier).and_then(|place| tiers.keys().get(place + 1))
            }
            None => tiers.keys().first(),
        };
        let tier = line.tier.map(str::to_owned).or_else(|| next.cloned()).unwrap_or_else(|| {
            faults.push(ImportFault::new(line.number, Kind::TooDeep(beneath.unwrap_or_default())));
            String::new()
        });
        let (name, class) = (line.name.to_owned(), String::new());
        rows.push(ImportRow { line: line.number, code, name, parent_code, tier, class });
    }
    faults.truncate(FAULT_LIMIT);
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::unit::plant;

    fn tiers() -> Tiers {
        Tiers::new(["group", "hospital", "department", "ward"].map(str::to_owned).to_vec())
    }

    fn told(text: &str) -> Vec<String> {
        let named = [("医院".to_owned(), "hospital".to_owned()), ("Ward".to_owned(), "ward".to_owned())];
        match parse_outline(text, &tiers(), &named) {
            Ok(table) => {
                plant(&[], &table.rows, &tiers()).unwrap();
                let row = |row: &ImportRow| {
                    format!("{} {} {} {}", row.code, row.name, row.parent_code, row.tier).replace("  ", " - ")
                };
                table.rows.iter().map(row).collect()
            }
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn what_is_set_in_stands_beneath_and_is_of_the_next_tier() {
        let text = "Group\n  Harbour, \"Old Town\"\n    Cardiology\n    Surgery\n\n  Hill\n";
        assert_eq!(
            told(text),
            [
                "1 Group - group",
                "101 Harbour, \"Old Town\" 1 hospital",
                "10101 Cardiology 101 department",
                "10102 Surgery 101 department",
                "102 Hill 1 hospital"
            ]
        );
        assert_eq!(told("集团\n　市一医院\n　　内科\n")[2], "10101 内科 101 department");
        assert_eq!(told("A\n\tB\n\t\tC\n\tD")[3], "102 D 1 hospital");
    }

    #[test]
    fn a_tier_in_brackets_is_taken_and_other_brackets_belong_to_the_name() {
        let text = "Group\n  Clinic （ＷＡＲＤ）\n  North (old house)\n  市二医院【医院】\n";
        assert_eq!(
            told(text)[1..],
            ["101 Clinic 1 ward", "102 North (old house) 1 hospital", "103 市二医院 1 hospital"]
        );
        assert_eq!(told("[ward]"), ["1 [ward] - group"]);
    }

    #[test]
    fn codes_stay_apart_however_many_units_stand_beneath_one() {
        let many: String = (0..120).map(|place| format!("\n hospital {place}\n  a\n  b")).collect();
        let rows = told(&format!("Group{many}"));
        assert_eq!((rows.len(), rows[1].as_str()), (361, "1001 hospital 0 1 hospital"));
        let codes: std::collections::BTreeSet<_> =
            rows.iter().filter_map(|row| row.split(' ').next()).collect();
        assert_eq!(codes.len(), 361);
    }

    #[test]
    fn what_stands_lower_than_there_are_tiers_is_told_with_its_line() {
        assert_eq!(
            told("A\n B\n  C\n   D\n    E\n     F"),
            [
                "line 5: nothing stands beneath a unit of the tier `ward`",
                "line 6: nothing stands beneath a unit of the tier ``"
            ]
        );
        assert_eq!(told(" \n\t\n"), ["line 1: the file has no rows"]);
    }
}
