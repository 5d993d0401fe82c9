//! Rows of a table that comes from outside: a workbook, a CSV file, cells pasted from a spreadsheet. Nothing in it is
//! believed: every size is held to a limit before memory is spent on it.

use crate::csv_file::unquoted;
use calamine::{DataRef, Xlsx};
use std::io::{Cursor, Read};

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
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 8 << 20, unpacked: 64 << 20, rows: 20_001, columns: 100 }
    }
}

/// The most parts of a workbook's archive.
const PARTS: usize = 1_000;
/// The most characters of a cell (a spreadsheet's own limit).
const CELL: usize = 32_767;

/// A row as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// Its cells from the first column on; days are written `YYYY-MM-DD`.
    pub cells: Vec<String>,
}

/// Why a table can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The file is larger than it may be.
    #[error("more than {0} bytes")]
    Large(usize),
    /// Its parts would unpack to more than is taken.
    #[error("unpacked it is more than {0} bytes")]
    Bomb(u64),
    /// It has more rows than are taken.
    #[error("more than {0} rows")]
    Rows(usize),
    /// It has more columns than are taken, or a cell more characters.
    #[error("more than {0} columns, or too long a cell")]
    Wide(usize),
    /// It is an archive, but no workbook that can be read.
    #[error("no readable workbook: {0}")]
    Workbook(String),
    /// It is text in no encoding that is known.
    #[error("the text is neither UTF-8, UTF-16 nor GB18030")]
    Encoding,
    /// It is text, but no table.
    #[error("no table: {0}")]
    Text(#[from] csv::Error),
    /// Nothing is in it.
    #[error("no rows")]
    Empty,
}

/// Reads the rows of a file; which kind it is, its bytes tell. Rows that are wholly blank are left out. Of a workbook
/// the first sheet is read.
///
/// # Errors
/// It is too large, or nothing that can be read.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Vec<SentRow>, ReadFault> {
    if bytes.len() > limits.bytes {
        return Err(ReadFault::Large(limits.bytes));
    }
    let rows = if bytes.starts_with(b"PK") { workbook(bytes, limits)? } else { text(bytes, limits)? };
    if rows.is_empty() { Err(ReadFault::Empty) } else { Ok(rows) }
}

/// Unpacks an archive into nothing, to see how large it would become: what it says of itself is not believed.
fn weigh(bytes: &[u8], limit: u64) -> Result<(), ReadFault> {
    let fault = |fault: &dyn std::fmt::Display| ReadFault::Workbook(fault.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    if archive.len() > PARTS {
        return Err(ReadFault::Bomb(limit));
    }
    let mut left = limit;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|error| fault(&error))?;
        let read =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|error| fault(&error))?;
        left = left.checked_sub(read).ok_or(ReadFault::Bomb(limit))?;
    }
    Ok(())
}

fn workbook(bytes: &[u8], limits: Limits) -> Result<Vec<SentRow>, ReadFault> {
    weigh(bytes, limits.unpacked)?;
    let fault = |error: calamine::XlsxError| ReadFault::Workbook(error.to_string());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(fault)?;
    let first = calamine::Reader::sheet_names(&book).first().cloned().ok_or(ReadFault::Empty)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(fault)?;
    let mut rows: Vec<SentRow> = Vec::new();
    // Cell by cell and not as a grid: a lone cell in the last corner must not make a grid of all that lies before it.
    let mut left = limits.unpacked;
    while let Some(cell) = cells.next_cell().map_err(fault)? {
        let (row, column) = cell.get_position();
        let text = written(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limits.columns || text.chars().count() > CELL {
            return Err(ReadFault::Wide(limits.columns));
        }
        left = left.checked_sub(text.len() as u64).ok_or(ReadFault::Bomb(limits.unpacked))?;
        let number = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.number != number) {
            if rows.len() >= limits.rows {
                return Err(ReadFault::Rows(limits.rows));
            }
            rows.push(SentRow { number, cells: Vec::new() });
        }
        if let Some(last) = rows.last_mut() {
            last.cells.resize(last.cells.len().max(column + 1), String::new());
            if let Some(cell) = last.cells.get_mut(column) {
                *cell = text;
            }
        }
    }
    Ok(rows)
}

fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string().to_uppercase(),
        DataRef::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(fault) => fault.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn text(bytes: &[u8], limits: Limits) -> Result<Vec<SentRow>, ReadFault> {
    let text = decoded(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (number, record) in (1_u32..).zip(reader.records()) {
        let record = record?;
        let cells: Vec<String> = record.iter().map(|cell| unquoted(cell).to_owned()).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if used > limits.columns || cells.iter().any(|cell| cell.chars().count() > CELL) {
            return Err(ReadFault::Wide(limits.columns));
        }
        if rows.len() >= limits.rows {
            return Err(ReadFault::Rows(limits.rows));
        }
        rows.push(SentRow { number, cells });
    }
    Ok(rows)
}

/// UTF-8, UTF-16 by its mark, or else GB18030: what spreadsheet programs in China save CSV as.
fn decoded(bytes: &[u8]) -> Result<String, ReadFault> {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::GB18030,
    };
    let (text, _, faults) = encoding.decode(bytes);
    if faults || text.contains('\0') { Err(ReadFault::Encoding) } else { Ok(text.into_owned()) }
}

/// What parts the cells of the first line: a tab wherever there is one (nobody types it), else the more frequent of
/// comma and semicolon.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |sign: char| line.chars().filter(|one| *one == sign).count();
    match (count('\t'), count(';'), count(',')) {
        (tabs, ..) if tabs > 0 => b'\t',
        (_, semicolons, commas) if semicolons > commas => b';',
        _ => b',',
    }
}
