//! Tables that a command reads from a file: workbooks, CSV in any encoding, whatever the pages read too. What is not taken
//! of a table is a fault here, since a command shows no preview.

use crate::failure::{Failure, words};
use earnest_i18n::{Arg, Lang, Tr};
use earnest_model::{
    left_out::{LeftOut, Why},
    signs::{shown, stray},
};
use earnest_papers::{
    CellIs, Headings, Limits, ReadCell, ReadRow, ReadSheet, body, find_head, left_sheets, read,
};
use std::path::Path;

/// A table with known columns.
pub struct TableFile<K> {
    /// The known columns with their places.
    pub columns: Vec<(K, usize)>,
    /// Headings that are not known.
    pub unknown: Vec<String>,
    /// How many fields the head was written with; `None` in a workbook.
    pub fields: Option<usize>,
    /// Its rows.
    pub rows: Vec<ReadRow>,
    /// Rows that are none of the table, each with what it says.
    pub others: Vec<LeftOut>,
}

/// Reads the table of a file. `enough`: whether these columns make one; `None` if no row has them.
pub fn table<K: Copy + Ord>(
    path: &Path,
    headings: &Headings<K>,
    enough: &dyn Fn(&[K]) -> bool,
) -> Result<Option<TableFile<K>>, Failure> {
    let bytes = std::fs::read(path).map_err(|why| Failure::file(path, why))?;
    let read = read(&bytes, Limits::of_operator(), &|cell| headings.find(cell).is_some());
    let read = match read {
        Ok(read) => read,
        Err(earnest_papers::ReadFault::Empty) => return Ok(None),
        Err(why) => return Err(Failure::file(path, words(&why.message()))),
    };
    drop(bytes);
    let sheets = read.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden);
    let Some((place, sheet, head)) =
        sheets.filter_map(|(place, sheet)| Some((place, sheet, find_head(sheet, headings, enough)?))).next()
    else {
        return Ok(None);
    };
    if let Some(heading) = head.twice {
        return Err(Failure::file(path, format!("line 1: the column `{heading}` stands twice")));
    }
    if let Some(other) = left_sheets(&read, place, &|_| false).first() {
        return Err(Failure::file(
            path,
            format!("the sheet `{}` holds {} rows besides; keep one sheet", other.sheet, other.count),
        ));
    }
    let is_column = |one: &&LeftOut| [Why::Heading, Why::Twice].iter().any(|why| why.key() == one.why);
    let unknown = head.left.iter().filter(is_column).map(|one| one.says.clone()).collect();
    let fields = head_row(sheet, head.end).and_then(|row| row.fields.map(|fields| used(row, fields)));
    let body = body(sheet, &head, headings);
    // What stands under no heading, above the head or in a comment is somebody's word, and no row.
    let others = [Why::Above, Why::NoHeading, Why::Comment];
    let above = head.left.iter().filter(|one| others.iter().any(|why| why.key() == one.why));
    let others = above.chain(&body.left).cloned().collect();
    let rows: Vec<ReadRow> = body.rows.into_iter().cloned().collect();
    for row in &rows {
        if let Some(why) = head.columns.iter().find_map(|(_, at)| row.cells.get(*at).and_then(no_content)) {
            return Err(Failure::file(path, format!("line {}: {why}", row.line)));
        }
    }
    Ok(Some(TableFile { columns: head.columns, unknown, fields, rows, others }))
}

/// Why what a cell shows is no content that anybody meant.
pub fn no_content(cell: &ReadCell) -> Option<String> {
    let text = shown(&cell.text);
    match cell.is {
        CellIs::Fault => {
            Some(format!("`{text}` is what a formula shows that found nothing; write what is meant"))
        }
        CellIs::Uncomputed => {
            Some("a formula has no result yet; open and save the file in a spreadsheet".to_owned())
        }
        CellIs::Rounded => {
            Some(format!("`{text}` has lost its last digits; make the cell a text and write it anew"))
        }
        CellIs::Struck => Some(format!(
            "`{text}` is struck through or hidden, in part or whole; take that away, or the words"
        )),
        CellIs::Unseen => {
            Some(format!("the cell holds `{text}` and shows nothing; give it a format that shows it"))
        }
        _ if stray(&cell.text, false).is_some() => {
            Some(format!("`{text}` holds signs that are not seen, or not by everybody alike; remove them"))
        }
        _ => None,
    }
}

fn head_row(sheet: &ReadSheet, end: usize) -> Option<&ReadRow> {
    sheet.rows.get(end.checked_sub(1)?)
}

/// Fields up to the last that is not blank: spreadsheets write blank columns behind.
fn used(row: &ReadRow, fields: usize) -> usize {
    row.cells.len().min(fields)
}

/// A row with fewer fields than its head, or with words beyond: a lost quote or comma.
pub fn is_ragged(row: &ReadRow, fields: Option<usize>) -> Option<(usize, usize)> {
    let (found, expected) = (row.fields?, fields?);
    let beyond = row.cells.len() > expected;
    (found < expected || beyond).then_some((if beyond { row.cells.len() } else { found }, expected))
}

/// What a row that is none of the table says, and why it is none.
pub fn told(one: &LeftOut) -> String {
    let key = format!("left-out-{}", one.why);
    let count = Arg::from(i64::try_from(one.count).unwrap_or(i64::MAX));
    let why = Tr::new(Lang::En).by_key(&key, &[("count", count)]).unwrap_or_else(|| one.why.clone());
    format!("`{}` ({})", shown(&one.says), why.trim_end_matches('.'))
}
