//! Units that somebody types: a line each, and what is beneath is set in.

use super::{
    FAULT_LIMIT, Layout, Table, Tiers,
    import::{ImportFault, ImportFaultKind as Kind, ImportRow},
};
use crate::{
    fold::fold,
    signs::{shown, trimmed},
};
use std::collections::{BTreeSet, HashMap};

/// What may stand in brackets behind the name of a unit.
#[derive(Debug, Clone, Default)]
pub struct OutlineWords {
    /// Words for tiers, with their keys.
    pub tiers: Vec<(String, String)>,
    /// Words for classes, with their keys and the keys of their tiers.
    pub classes: Vec<(String, String, String)>,
}

/// A line of the outline.
struct Line<'a> {
    /// Its number, from 1.
    number: u64,
    /// How far it is set in.
    inset: usize,
    name: &'a str,
    /// The key of the tier that stands in brackets behind the name, or of the class's.
    tier: Option<String>,
    /// The key of the class that stands there.
    class: String,
    /// The place of the line above it in the tree.
    parent: Option<usize>,
    /// Units directly beneath.
    beneath: usize,
}

/// Reads an outline: a line per unit; one that is set in further than a line above stands beneath it. A unit's tier is the
/// one after its parent's, of the first unit the first, unless the line ends with a tier or a class in brackets:
/// `Old Town [county]`, `Ward 3 [theatre]`. The units are given codes: `1`, and two digits more for each step down (more
/// where one unit has over 99 beneath it).
///
/// # Errors
/// Every line that can't be meant so: one that stands lower than there are tiers, or as far in as none above, one with an
/// unknown word in square brackets, with a bullet, a sign that nobody sees or too long a name, a name that stands twice
/// beneath one unit; a second unit at the
/// top, and that there is no line.
pub fn parse_outline(text: &str, tiers: &Tiers, words: &OutlineWords) -> Result<Table, Vec<ImportFault>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut faults: Vec<ImportFault> = Vec::new();
    // The lines above the present one, from the first unit down.
    let mut above: Vec<usize> = Vec::new();
    // Old programs end a line by a carriage return alone.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !trimmed(line).is_empty()) {
        let (number, inset) = (number as u64 + 1, inset(line));
        let mut beside = None;
        while let Some(last) =
            above.last().and_then(|last| lines.get(*last)).filter(|last| last.inset >= inset)
        {
            beside = Some(last.inset);
            above.pop();
        }
        let mut fault = |kind| faults.push(ImportFault::new(number, kind));
        if beside.is_some_and(|beside| beside != inset) {
            fault(Kind::Inset);
        }
        let parent = above.last().copied();
        if let (None, Some(top)) = (parent, lines.first()) {
            fault(Kind::SecondTop(top.name.to_owned()));
        }
        if let Some(parent) = parent.and_then(|parent| lines.get_mut(parent)) {
            parent.beneath += 1;
        }
        let found = match parted(trimmed(line), tiers, words) {
            Ok(found) => found,
            Err(kind) => {
                fault(kind);
                Parted::of(trimmed(line))
            }
        };
        let Parted { name, tier, class } = found;
        above.push(lines.len());
        lines.push(Line { number, inset, name, tier, class, parent, beneath: 0 });
    }
    if lines.is_empty() {
        return Err(vec![ImportFault::new(1, Kind::Empty)]);
    }
    faults.extend(twice(&lines));
    let rows = match rows(&lines, tiers) {
        Ok(rows) if faults.is_empty() => rows,
        rows => {
            faults.extend(rows.err().into_iter().flatten());
            faults.sort_by_key(|fault| fault.line);
            faults.truncate(FAULT_LIMIT);
            return Err(faults);
        }
    };
    let classed = rows.iter().any(|row| !row.class.is_empty());
    Ok(Table { layout: if classed { Layout::WithClass } else { Layout::Plain }, rows })
}

/// Names that stand twice beneath one unit: nothing tells them apart.
fn twice(lines: &[Line<'_>]) -> Vec<ImportFault> {
    let mut first = HashMap::new();
    let mut faults = Vec::new();
    for line in lines {
        let at = *first.entry((line.parent, fold(line.name))).or_insert(line.number);
        if at != line.number {
            let name = line.name.to_owned();
            faults.push(ImportFault::new(line.number, Kind::NameTwice { name, first: at }));
        }
    }
    faults
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

/// A line in its parts.
struct Parted<'a> {
    name: &'a str,
    tier: Option<String>,
    class: String,
}

impl<'a> Parted<'a> {
    fn of(name: &'a str) -> Self {
        Self { name, tier: None, class: String::new() }
    }
}

/// A name and the tier or the class in brackets behind it. Round brackets that hold neither belong to the name.
fn parted<'a>(line: &'a str, tiers: &Tiers, words: &OutlineWords) -> Result<Parted<'a>, Kind> {
    const BRACKETS: [(char, char); 4] = [('[', ']'), ('【', '】'), ('(', ')'), ('（', '）')];
    const BULLETS: [char; 14] = ['-', '*', '+', '•', '·', '‣', '◦', '▪', '●', '○', '■', '–', '—', '\u{f0b7}'];
    if line.starts_with(BULLETS) {
        return Err(Kind::Bullet);
    }
    let inside = BRACKETS.iter().enumerate().find_map(|(place, (open, shut))| {
        let (name, inside) = line.strip_suffix(*shut)?.rsplit_once(*open)?;
        Some((trimmed(name), inside, place < 2))
    });
    let Some((name, inside, square)) = inside else { return Ok(Parted::of(line)) };
    let look = |words: &str| fold(trimmed(words));
    let wanted = look(inside);
    if name.is_empty() {
        return if square { Err(Kind::EmptyName) } else { Ok(Parted::of(line)) };
    }
    let keys = tiers.keys().iter().map(|key| (key.as_str(), key.as_str()));
    let named = words.tiers.iter().map(|(words, key)| (words.as_str(), key.as_str()));
    if let Some((_, key)) = keys.chain(named).find(|(words, _)| look(words) == wanted) {
        return Ok(Parted { name, tier: Some(key.to_owned()), class: String::new() });
    }
    let class = words.classes.iter().find(|(words, key, _)| look(words) == wanted || look(key) == wanted);
    match class {
        Some((_, class, tier)) => Ok(Parted { name, tier: Some(tier.clone()), class: class.clone() }),
        None if square => {
            let classes: BTreeSet<&str> = words.classes.iter().map(|(_, key, _)| key.as_str()).collect();
            let known: Vec<&str> = tiers.keys().iter().map(String::as_str).chain(classes).collect();
            Err(Kind::UnknownBrackets { found: shown(trimmed(inside)), known: known.join(", ") })
        }
        None => Ok(Parted::of(line)),
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
        let tier = line.tier.clone().or_else(|| next.cloned()).unwrap_or_else(|| {
            faults.push(ImportFault::new(line.number, Kind::TooDeep(beneath.unwrap_or_default())));
            String::new()
        });
        let (name, class) = (line.name.to_owned(), line.class.clone());
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
        let pair = |words: &str, key: &str| (words.to_owned(), key.to_owned());
        let class = |words: &str, key: &str, tier: &str| (words.to_owned(), key.to_owned(), tier.to_owned());
        let words = OutlineWords {
            tiers: vec![pair("医院", "hospital"), pair("Ward", "ward")],
            classes: vec![class("Operating theatre", "theatre", "ward"), class("手术室", "theatre", "ward")],
        };
        match parse_outline(text, &tiers(), &words) {
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
        assert_eq!(told("[ward]"), ["line 1: column `name` is empty"]);
    }

    #[test]
    fn a_class_in_brackets_is_taken_with_its_tier() {
        let words = OutlineWords {
            classes: vec![("手术室".into(), "theatre".into(), "ward".into())],
            ..OutlineWords::default()
        };
        let table =
            parse_outline("Group\n  Harbour\n    OT 1 [theatre]\n    OT 2（手术室）", &tiers(), &words)
                .unwrap();
        assert_eq!(table.layout, Layout::WithClass);
        let row = |at: usize| {
            (table.rows[at].name.as_str(), table.rows[at].tier.as_str(), table.rows[at].class.as_str())
        };
        assert_eq!(
            [row(1), row(2), row(3)],
            [("Harbour", "hospital", ""), ("OT 1", "ward", "theatre"), ("OT 2", "ward", "theatre")]
        );
    }

    #[test]
    fn what_can_only_be_a_mistake_is_told_with_its_line() {
        assert_eq!(
            told("A\n  B [Nonsense]\n"),
            [
                "line 2: `Nonsense` in brackets is neither a tier nor a class; there are group, hospital, department, ward, theatre"
            ]
        );
        assert_eq!(
            told("A\n  B\n  C\n  b\n"),
            ["line 4: `b` stands already at line 2 beneath the same unit; give it another name"]
        );
        assert_eq!(
            told("A\n  C\n    B\n  D\n    B\n").len(),
            5,
            "beneath another unit a name may stand again"
        );
        assert_eq!(
            told("A\n  - B\n  • C\n")[0],
            "line 2: the line begins with a bullet; the depth is told by blanks alone"
        );
        assert_eq!(
            told("A\n  B\n     C\n   D\n"),
            ["line 4: the line is set in as far as none above it that it could stand beside"]
        );
        assert_eq!(told("A\nB\n"), ["line 2: `A` stands at the top already; set in what stands beneath it"]);
        assert_eq!(told("A\r  B\r"), ["1 A - group", "101 B 1 hospital"]);
    }

    #[test]
    fn codes_stay_apart_however_many_units_stand_beneath_one() {
        let many: String = (0..120).map(|place| format!("\n hospital {place}\n  a\n  b")).collect();
        let rows = told(&format!("Group{many}"));
        assert_eq!((rows.len(), rows[1].as_str()), (361, "1001 hospital 0 1 hospital"));
        let codes: BTreeSet<_> = rows.iter().filter_map(|row| row.split(' ').next()).collect();
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
