//! Rows of a table that comes from outside: a workbook, a CSV file, cells pasted from a spreadsheet. Nothing in it is
//! believed: every size is held to a limit before memory is spent on it.

mod book;
mod decode;
mod head;
mod looks;
mod old_book;
mod old_looks;
mod separated;
mod table;
mod weigh;

pub use decode::Other;
pub use head::{Body, Head, Headings, body, find_head, is_total, left_sheets};
pub use table::{CellIs, ReadCell, ReadRow, ReadSheet, ReadTable};

use crate::csv_file::unquoted;
use earnest_model::signs::is_blank;

/// What is taken at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of a workbook's parts when they are unpacked, and of the texts in all cells together.
    pub unpacked: u64,
    /// Rows, the head among them.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Cells in which something stands.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 8 << 20, unpacked: 64 << 20, rows: 20_001, columns: 100, cells: 800_000 }
    }
}

impl Limits {
    /// For a file that the operator of the program names: a whole nation of units, ratings by the million.
    #[must_use]
    pub fn of_operator() -> Self {
        Self { bytes: 1 << 30, unpacked: 1 << 30, rows: 5_000_000, columns: 1_000, cells: 60_000_000 }
    }
}

/// The most characters of a cell (a spreadsheet's own limit).
const CELL: usize = 32_767;

/// Why a table can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The file is larger than it may be.
    #[error("more than {0} bytes")]
    Large(usize),
    /// Its parts would unpack to more than is taken.
    #[error("unpacked it is more than {0} bytes")]
    Bomb(u64),
    /// It has more rows, or more cells, than are taken.
    #[error("more than {0} rows, or too many cells")]
    Rows(usize),
    /// It has more columns than are taken, or a cell more characters.
    #[error("more than {0} columns, or too long a cell")]
    Wide(usize),
    /// It is an archive, but no workbook that can be read.
    #[error("no readable workbook: {0}")]
    Workbook(String),
    /// It is something else.
    #[error("this is no table but a file of another kind: {}", .0.key())]
    Other(Other),
    /// It is text in no encoding that is known.
    #[error("the text is neither UTF-8, UTF-16 nor GB18030")]
    Encoding,
    /// Nothing is in it.
    #[error("no rows")]
    Empty,
}

/// Reads a file or a pasted text; which kind it is, its bytes tell. `known`: whether a cell is a heading that its reader
/// knows, by which the separator of a text is found. Rows that are wholly blank are left out.
///
/// # Errors
/// It is too large, or nothing that can be read.
pub fn read(bytes: &[u8], limits: Limits, known: &dyn Fn(&str) -> bool) -> Result<ReadTable, ReadFault> {
    if bytes.len() > limits.bytes {
        return Err(ReadFault::Large(limits.bytes));
    }
    let table = match decode::kind(bytes)? {
        decode::Kind::Book => book::read(bytes, limits)?,
        decode::Kind::OldBook => old_book::read(bytes, limits)?,
        decode::Kind::Text => ReadTable { sheets: vec![text(bytes, limits, known)?] },
    };
    if table.sheets.iter().all(|sheet| sheet.rows.is_empty()) { Err(ReadFault::Empty) } else { Ok(table) }
}

fn text(bytes: &[u8], limits: Limits, known: &dyn Fn(&str) -> bool) -> Result<ReadSheet, ReadFault> {
    let text = decode::text(bytes)?;
    let mut kept = Kept::new(limits);
    let mut rows: Vec<ReadRow> = Vec::new();
    let (text, separator) = match said(&text) {
        Some((separator, rest)) => (rest, separator),
        None => (text.as_str(), separated::separator(&text, known)),
    };
    for row in separated::TextRows::new(text, separator, limits.columns) {
        if row.too_wide {
            return Err(ReadFault::Wide(limits.columns));
        }
        if row.cells.iter().all(|(_, cell)| is_blank(cell)) {
            continue;
        }
        kept.row()?;
        let last = row.cells.iter().rev().find(|(_, cell)| !is_blank(cell)).map_or(0, |(at, _)| at + 1);
        let mut cells: Vec<ReadCell> = Vec::with_capacity(last);
        for (at, cell) in row.cells.iter().filter(|(at, _)| *at < last) {
            let text = unquoted(cell);
            kept.cell(text)?;
            cells.resize_with(*at, ReadCell::default);
            cells.push(ReadCell::words(text));
        }
        rows.push(ReadRow {
            number: row.number,
            line: row.line,
            fields: Some(row.fields),
            hidden: false,
            cells,
        });
    }
    Ok(ReadSheet { rows, ..ReadSheet::default() })
}

/// The separator that the first line names (`sep=;`), as one spreadsheet program writes it, and the rows below.
fn said(text: &str) -> Option<(char, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let sign = line.trim_end_matches('\r').strip_prefix("sep=")?;
    let mut signs = sign.chars();
    Some((signs.next()?, rest)).filter(|_| signs.next().is_none())
}

/// What was kept so far, held to the limits.
struct Kept {
    limits: Limits,
    rows: usize,
    cells: usize,
    left: u64,
}

impl Kept {
    fn new(limits: Limits) -> Self {
        Self { limits, rows: 0, cells: 0, left: limits.unpacked }
    }

    fn row(&mut self) -> Result<(), ReadFault> {
        self.rows += 1;
        if self.rows > self.limits.rows { Err(ReadFault::Rows(self.limits.rows)) } else { Ok(()) }
    }

    fn cell(&mut self, text: &str) -> Result<(), ReadFault> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(ReadFault::Rows(self.limits.rows));
        }
        // Bytes are quickly counted; only what has many is counted in characters.
        if text.len() > CELL && text.chars().count() > CELL {
            return Err(ReadFault::Wide(self.limits.columns));
        }
        self.left = self.left.checked_sub(text.len() as u64).ok_or(ReadFault::Bomb(self.limits.unpacked))?;
        Ok(())
    }
}
