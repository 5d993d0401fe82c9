//! A table of which all has to be taken: whatever of it is not is a fault, since nobody is shown a preview.

use super::{
    CellIs, Headings, Limits, ReadCell, ReadFault, ReadRow, ReadSheet, body, find_head, left_sheets, read,
};
use earnest_model::{
    left_out::{LeftOut, Why},
    message::Message,
    signs::{shown, stray},
};

/// A table with known columns.
#[derive(Debug)]
pub struct WholeTable<K> {
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

/// Why a table is not taken at all.
#[derive(Debug)]
pub enum WholeFault {
    /// The file can't be read.
    Read(ReadFault),
    /// A column stands twice.
    Twice(String),
    /// A second sheet holds rows, too.
    Sheets {
        /// What it is called.
        sheet: String,
        /// How many.
        count: usize,
    },
    /// A cell shows what nobody meant.
    Cell(u32, NoContent),
}

impl WholeFault {
    /// In words, with the line if there is one.
    pub fn message(&self) -> (Option<u32>, Message) {
        match self {
            Self::Read(fault) => (None, fault.message()),
            Self::Twice(heading) => {
                (Some(1), Message::new("error-table-twice").with("heading", shown(heading)))
            }
            Self::Sheets { sheet, count } => {
                let message = Message::new("error-table-sheets").with("sheet", shown(sheet));
                (None, message.with("count", *count))
            }
            Self::Cell(line, why) => (Some(*line), why.message()),
        }
    }
}

/// Why what a cell shows is no content that anybody meant, with what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoContent {
    /// A formula that found nothing.
    Fault(String),
    /// A formula without a result.
    Uncomputed,
    /// A number that has lost digits.
    Rounded(String),
    /// Struck through or hidden.
    Struck(String),
    /// A format that shows nothing.
    Unseen(String),
    /// Signs that are not seen.
    Stray(String),
}

impl NoContent {
    /// Why of a cell; `None` if it is content.
    pub fn of(cell: &ReadCell) -> Option<Self> {
        let text = shown(&cell.text);
        match cell.is {
            CellIs::Fault => Some(Self::Fault(text)),
            CellIs::Uncomputed => Some(Self::Uncomputed),
            CellIs::Rounded => Some(Self::Rounded(text)),
            CellIs::Struck => Some(Self::Struck(text)),
            CellIs::Unseen => Some(Self::Unseen(text)),
            _ => stray(&cell.text, false).is_some().then_some(Self::Stray(text)),
        }
    }

    /// In words.
    pub fn message(&self) -> Message {
        let (key, text) = match self {
            Self::Fault(text) => ("error-table-cell-fault", text.as_str()),
            Self::Uncomputed => ("error-table-cell-uncomputed", ""),
            Self::Rounded(text) => ("error-table-cell-rounded", text.as_str()),
            Self::Struck(text) => ("error-table-cell-struck", text.as_str()),
            Self::Unseen(text) => ("error-table-cell-unseen", text.as_str()),
            Self::Stray(text) => ("error-table-cell-stray", text.as_str()),
        };
        Message::new(key).with("text", text)
    }
}

/// Reads the table of a file. `enough`: whether these columns make one; `None` if no row has them.
///
/// # Errors
/// The file can't be read, or holds what nobody meant.
pub fn whole_table<K: Copy + Ord>(
    bytes: &[u8],
    limits: Limits,
    headings: &Headings<K>,
    enough: &dyn Fn(&[K]) -> bool,
) -> Result<Option<WholeTable<K>>, WholeFault> {
    let read = match read(bytes, limits, &|cell| headings.find(cell).is_some()) {
        Ok(read) => read,
        Err(ReadFault::Empty) => return Ok(None),
        Err(why) => return Err(WholeFault::Read(why)),
    };
    let sheets = read.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden);
    let Some((place, sheet, head)) =
        sheets.filter_map(|(place, sheet)| Some((place, sheet, find_head(sheet, headings, enough)?))).next()
    else {
        return Ok(None);
    };
    if let Some(heading) = head.twice {
        return Err(WholeFault::Twice(heading));
    }
    if let Some(other) = left_sheets(&read, place, &|_| false).first() {
        return Err(WholeFault::Sheets { sheet: other.sheet.clone(), count: other.count });
    }
    let is_column = |one: &&LeftOut| [Why::Heading, Why::Twice].iter().any(|why| why.key() == one.why);
    let unknown = head.left.iter().filter(is_column).map(|one| one.says.clone()).collect();
    let fields = head_row(sheet, head.end).and_then(|row| row.fields.map(|fields| used(row, fields)));
    let body = body(sheet, &head, headings);
    // What stands under no heading, above the head or in a comment is somebody's word, and no row.
    let others = [Why::Above, Why::NoHeading, Why::Comment, Why::Drawing, Why::Chart, Why::Format];
    let above = head.left.iter().filter(|one| others.iter().any(|why| why.key() == one.why));
    let others = above.chain(&body.left).cloned().collect();
    let rows: Vec<ReadRow> = body.rows.into_iter().cloned().collect();
    for row in &rows {
        let none = head.columns.iter().find_map(|(_, at)| row.cells.get(*at).and_then(NoContent::of));
        if let Some(why) = none {
            return Err(WholeFault::Cell(row.line, why));
        }
    }
    Ok(Some(WholeTable { columns: head.columns, unknown, fields, rows, others }))
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
