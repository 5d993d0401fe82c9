//! Where a table's head is, which columns are known by it, and which rows below are rows of the table: what is not taken
//! is told with its reason.

use super::{
    asides::{is_note, is_reckoned, is_signature, is_total},
    headings::{outside, whole},
    table::{Beside, ReadRow, ReadSheet, ReadTable},
};
use earnest_model::{
    left_out::{LeftOut, Place, Why, letters},
    signs::meant,
};
use std::collections::BTreeMap;

/// Rows among which a head is looked for: titles, notes and instructions stand above it.
const WITHIN: usize = 60;
/// The most rows of a head.
const TALL: usize = 3;
/// A cell that is merged over so many columns is a note and no field.
const WIDE: usize = 3;

/// Headings that a reader knows, in whatever language.
#[derive(Debug, Clone)]
pub struct Headings<K> {
    names: BTreeMap<String, K>,
}

impl<K: Copy + Ord> Headings<K> {
    /// Headings and what they stand for.
    pub fn new(labels: impl IntoIterator<Item = (String, K)>) -> Self {
        let labels: Vec<(String, K)> = labels.into_iter().collect();
        let mut names: BTreeMap<String, K> = labels.iter().map(|(label, key)| (whole(label), *key)).collect();
        for (label, key) in &labels {
            names.entry(outside(label)).or_insert(*key);
        }
        names.remove("");
        Self { names }
    }

    /// What a cell stands for as a heading, and whether to the letter.
    pub fn find(&self, cell: &str) -> Option<(K, bool)> {
        let exact = self.names.get(&whole(cell)).map(|key| (*key, true));
        exact.or_else(|| self.names.get(&outside(cell)).map(|key| (*key, false)))
    }
}

/// The head of a table.
#[derive(Debug, Clone)]
pub struct Head<K> {
    /// How many of the sheet's rows stand above what is below it.
    pub end: usize,
    /// The known columns with their places, each once.
    pub columns: Vec<(K, usize)>,
    /// A heading that stands for the same as another one, both alike well.
    pub twice: Option<String>,
    /// Rows above and columns that are not taken.
    pub left: Vec<LeftOut>,
}

struct Found<K> {
    key: K,
    exact: bool,
    at: usize,
    row: usize,
}

/// The heading of a column in a head of several rows: the lowest that is known, by itself or behind its group's.
fn heading<K: Copy + Ord>(block: &[ReadRow], at: usize, headings: &Headings<K>) -> Option<Found<K>> {
    block.iter().enumerate().rev().find_map(|(place, row)| {
        if row.cells.get(at).is_some_and(|cell| cell.merged) {
            return None;
        }
        let cell = row.text(at);
        let group = || {
            let above = block.get(place.checked_sub(1)?)?;
            let group = (0..=at).rev().map(|at| above.text(at)).find(|text| !meant(text).is_empty())?;
            headings.find(&format!("{group}{cell}")).filter(|_| !meant(cell).is_empty())
        };
        let (key, exact) = headings.find(cell).or_else(group)?;
        Some(Found { key, exact, at, row: place })
    })
}

fn width(rows: &[ReadRow]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// The known columns of rows that may be a head; `None` if they are none: every row adds a column, and what stands below
/// a heading is a heading.
fn columns<K: Copy + Ord>(block: &[ReadRow], headings: &Headings<K>) -> Option<Vec<Found<K>>> {
    let found: Vec<_> = (0..width(block)).filter_map(|at| heading(block, at, headings)).collect();
    let of_row = |place: usize| found.iter().filter(|one| one.row == place).count();
    // What stands below a heading is a heading; words of one's own, only in a row that has several known ones.
    let below = |one: &Found<K>| {
        block.iter().enumerate().skip(one.row + 1).all(|(place, row)| {
            row.cells.get(one.at).is_none_or(|cell| cell.is_blank() || cell.merged) || of_row(place) > 1
        })
    };
    let all_add = block.len() == 1 || (0..block.len()).all(|place| of_row(place) > 0);
    (all_add && found.iter().all(below)).then_some(found)
}

/// Finds the head of a sheet: the rows under which the most columns are known. `enough`: whether these columns make a table.
pub fn find_head<K: Copy + Ord>(
    sheet: &ReadSheet,
    headings: &Headings<K>,
    enough: &dyn Fn(&[K]) -> bool,
) -> Option<Head<K>> {
    let mut best: Option<(usize, usize, usize, Vec<Found<K>>)> = None;
    for start in 0..sheet.rows.len().min(WITHIN) {
        for tall in 1..=TALL {
            let Some(block) = sheet.rows.get(start..start + tall) else { break };
            let Some(found) = columns(block, headings) else { continue };
            let mut keys: Vec<K> = found.iter().map(|one| one.key).collect();
            keys.sort_unstable();
            keys.dedup();
            if enough(&keys) && best.as_ref().is_none_or(|(most, ..)| keys.len() > *most) {
                best = Some((keys.len(), start, tall, found));
            }
        }
    }
    let (_, start, tall, found) = best?;
    Some(head(sheet, start, start + tall, found))
}

fn head<K: Copy + Ord>(sheet: &ReadSheet, start: usize, end: usize, found: Vec<Found<K>>) -> Head<K> {
    let mut left: Vec<LeftOut> = Vec::new();
    for row in sheet.rows.iter().take(start) {
        push(&mut left, of_row(sheet, row, Why::Above));
    }
    let block = sheet.rows.get(start..end).unwrap_or_default();
    let words = |at: usize| {
        let mut words: Vec<&str> =
            block.iter().map(|row| row.text(at).trim()).filter(|text| !meant(text).is_empty()).collect();
        words.dedup();
        words.join(" ")
    };
    let (mut columns, mut twice): (Vec<(K, usize)>, _) = (Vec::new(), None);
    let mut other = Vec::new();
    for one in &found {
        let rivals: Vec<&Found<K>> =
            found.iter().filter(|rival| rival.key == one.key && rival.at != one.at).collect();
        if rivals.iter().any(|rival| rival.exact == one.exact && rival.row == one.row) {
            twice = twice.or(Some(words(one.at)));
        }
        if rivals.iter().any(|rival| (rival.exact, rival.row, one.at) > (one.exact, one.row, rival.at)) {
            other.push((one.at, Why::Twice));
        } else {
            columns.push((one.key, one.at));
        }
    }
    let below = sheet.rows.get(end..).unwrap_or_default();
    for at in (0..width(block).max(width(below))).filter(|at| found.iter().all(|one| one.at != *at)) {
        other.push((at, if words(at).is_empty() { Why::NoHeading } else { Why::Heading }));
    }
    other.sort_unstable_by_key(|(at, _)| *at);
    for (at, why) in other {
        let cells: Vec<&str> =
            below.iter().map(|row| row.text(at)).filter(|text| !meant(text).is_empty()).collect();
        let says = if words(at).is_empty() {
            cells.first().copied().unwrap_or_default().to_owned()
        } else {
            words(at)
        };
        if !says.is_empty() {
            left.push(LeftOut::new(&sheet.name, Place::Column(at), why, &says, cells.len()));
        }
    }
    left.extend(notes(sheet));
    Head { end, columns, twice, left }
}

/// What hangs on the cells of a sheet or lies over them, and formats that show something else than they hold.
pub fn notes(sheet: &ReadSheet) -> Vec<LeftOut> {
    let told = sheet.notes.iter().map(|note| {
        let at = format!("{}{}", letters(note.column), note.number);
        let (row, says) = (Place::Rows(note.number, note.number), format!("{at} {}", note.text));
        let (place, why, count) = match note.is {
            Beside::Comment => (row, Why::Comment, 1),
            Beside::Drawing => (row, Why::Drawing, 1),
            Beside::Chart => (row, Why::Chart, 1),
            Beside::Formats(count) => (Place::Column(note.column), Why::Format, count),
        };
        LeftOut::new(&sheet.name, place, why, &says, count)
    });
    told.collect()
}

fn of_row(sheet: &ReadSheet, row: &ReadRow, why: Why) -> LeftOut {
    LeftOut::new(&sheet.name, Place::Rows(row.number, row.number), why, &row.says(), 1)
}

fn push(left: &mut Vec<LeftOut>, one: LeftOut) {
    if !left.last_mut().is_some_and(|last| last.takes(&one)) {
        left.push(one);
    }
}

/// The rows below a head.
#[derive(Debug, Clone)]
pub struct Body<'s> {
    /// Those that are rows of the table.
    pub rows: Vec<&'s ReadRow>,
    /// Those that are not taken.
    pub left: Vec<LeftOut>,
}

/// Parts the rows below a head into those of the table and those that are none.
pub fn body<'s, K: Copy + Ord>(sheet: &'s ReadSheet, head: &Head<K>, headings: &Headings<K>) -> Body<'s> {
    let mut body = Body { rows: Vec::new(), left: Vec::new() };
    let mut tail = false;
    for (place, row) in sheet.rows.iter().skip(head.end).enumerate() {
        let why = why(row, &head.columns, headings, (place == 0, tail));
        tail = matches!(why, Some(Why::Total | Why::Signature | Why::Note));
        match why {
            Some(why) => push(&mut body.left, of_row(sheet, row, why)),
            None => body.rows.push(row),
        }
    }
    body
}

fn why<K: Copy + Ord>(
    row: &ReadRow,
    known: &[(K, usize)],
    headings: &Headings<K>,
    (first, tail): (bool, bool),
) -> Option<Why> {
    let filled: Vec<(usize, &str, usize)> =
        row.filled().map(|(at, cell)| (at, cell.text.as_str(), cell.wide)).collect();
    let (_, says, wide) = *filled.first()?;
    let alone = filled.len() == 1;
    if row.hidden {
        return Some(Why::HiddenRow);
    }
    if first && is_numbers(&filled) {
        return Some(Why::Numbers);
    }
    let mut under = known.iter().filter(|(_, at)| filled.iter().any(|(place, ..)| place == at)).peekable();
    let outside = under.peek().is_none();
    let says_head =
        |(key, at): &(K, usize)| headings.find(row.text(*at)).is_some_and(|(found, _)| found == *key);
    let (mut heads, mut others) = (0, 0);
    for one in under {
        *(if says_head(one) { &mut heads } else { &mut others }) += 1;
    }
    if heads > 1 && others == 0 {
        return Some(Why::HeadAgain);
    }
    if is_total(says) && filled.iter().skip(1).all(|(_, text, _)| is_reckoned(text) || is_total(text)) {
        return Some(Why::Total);
    }
    if filled.len() <= 8 && is_signature(says) && filled.iter().all(|(_, text, _)| text.chars().count() <= 40)
    {
        return Some(Why::Signature);
    }
    if (alone && wide >= WIDE) || (filled.len() <= 2 && is_note(says)) || (alone && tail) {
        return Some(Why::Note);
    }
    outside.then_some(Why::Outside)
}

/// `1, 2, 3 …` in the order of the columns.
fn is_numbers(filled: &[(usize, &str, usize)]) -> bool {
    filled.len() >= 3
        && (1_usize..).zip(filled).all(|(number, (_, text, _))| {
            meant(text).trim_matches(['(', ')']).parse::<usize>().is_ok_and(|found| found == number)
        })
}

/// The sheets beside the one that is taken: whichever holds something is told. `own`: whether a hidden sheet is one that
/// this program wrote beside its table.
pub fn left_sheets(table: &ReadTable, taken: usize, own: &dyn Fn(&ReadSheet) -> bool) -> Vec<LeftOut> {
    let others =
        table.sheets.iter().enumerate().filter(|(place, sheet)| *place != taken && !sheet.rows.is_empty());
    others
        .filter(|(_, sheet)| !own(sheet))
        .map(|(_, sheet)| {
            let why = if sheet.hidden { Why::HiddenSheet } else { Why::OtherSheet };
            let says = sheet.rows.first().map(ReadRow::says).unwrap_or_default();
            LeftOut::new(&sheet.name, Place::Sheet, why, &says, sheet.rows.len())
        })
        .collect()
}
