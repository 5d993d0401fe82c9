//! Rows of a table that comes from outside: a workbook, a CSV file, cells pasted from a spreadsheet. Nothing in it is
//! believed: every size is held to a limit before memory is spent on it.

mod asides;
mod book;
mod decode;
mod drawings;
mod format;
mod head;
mod headings;
mod limits;
mod looks;
mod notes;
mod old_book;
mod old_looks;
mod other;
mod parts;
mod separated;
mod table;
mod weigh;
mod whole;

pub use asides::{is_total, names_nothing};
pub use head::{Body, Head, Headings, body, find_head, left_sheets, notes};
pub use limits::{Limits, ReadFault};
pub use other::Other;
pub use table::{Beside, CellIs, ReadCell, ReadNote, ReadRow, ReadSheet, ReadTable};
pub use whole::{NoContent, WholeFault, WholeTable, is_ragged, whole_table};

use earnest_model::{formula::unquoted, signs::is_blank};
use limits::Kept;
use std::panic::{UnwindSafe, catch_unwind};

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
        decode::Kind::Book => unbroken(|| book::read(bytes, limits))?,
        decode::Kind::OldBook => unbroken(|| old_book::read(bytes, limits))?,
        decode::Kind::Text => ReadTable { sheets: vec![text(bytes, limits, known)?] },
    };
    if table.sheets.iter().all(|sheet| sheet.rows.is_empty()) { Err(ReadFault::Empty) } else { Ok(table) }
}

/// The text of a file; `None` if it is a workbook.
///
/// # Errors
/// It is neither.
pub fn plain_text(bytes: &[u8]) -> Result<Option<String>, ReadFault> {
    match decode::kind(bytes)? {
        decode::Kind::Text => decode::text(bytes).map(Some),
        decode::Kind::Book | decode::Kind::OldBook => Ok(None),
    }
}

/// The crate that reads workbooks is written by others, and breaks off at some that are damaged: that is a file which can't
/// be read, and no fault of whoever waits for the answer.
fn unbroken(
    read: impl FnOnce() -> Result<ReadTable, ReadFault> + UnwindSafe,
) -> Result<ReadTable, ReadFault> {
    catch_unwind(read).unwrap_or_else(|_| Err(ReadFault::Workbook("it is damaged".to_owned())))
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
            kept.cell(&text)?;
            cells.resize_with(*at, ReadCell::default);
            cells.push(ReadCell::words(&text));
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
