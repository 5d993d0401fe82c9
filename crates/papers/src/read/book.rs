//! Workbooks (`.xlsx`): values by `calamine`, what they look like by [`super::looks`].

use super::{
    limits::{Kept, Limits, ReadFault},
    looks::{Block, Looks, looks},
    table::{Beside, CellIs, ReadCell, ReadNote, ReadRow, ReadSheet, ReadTable},
    weigh::weigh,
};
use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use earnest_model::signs::is_blank;
use std::{collections::BTreeMap, io::Cursor};

pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<ReadTable, ReadFault> {
    weigh(bytes, limits)?;
    let fault = |error: calamine::XlsxError| ReadFault::Workbook(error.to_string());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(fault)?;
    let mut all = looks(bytes)?.into_iter();
    let epoch = book.has_1904_epoch();
    let mut kept = Kept::new(limits);
    let mut sheets = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        let looks = all.next().unwrap_or_default();
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut filling = Filling::new(&mut kept, looks);
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(fault)?;
        // Cell by cell and not as a grid: a lone cell in the last corner must not make a grid of all that lies before it.
        while let Some(cell) = cells.next_cell().map_err(fault)? {
            filling.take(cell.get_position(), written(cell.get_value(), epoch))?;
        }
        let (rows, notes) = filling.end()?;
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(ReadSheet { name: sheet.name, hidden, rows, notes });
    }
    Ok(ReadTable { sheets })
}

/// The rows of a sheet while they are read.
pub(super) struct Filling<'k> {
    kept: &'k mut Kept,
    looks: Looks,
    rows: Vec<ReadRow>,
    /// Columns in which formats show something else: the first row, what it holds, and how many.
    otherwise: BTreeMap<u32, (u32, String, usize)>,
}

impl<'k> Filling<'k> {
    pub fn new(kept: &'k mut Kept, looks: Looks) -> Self {
        Self { kept, looks, rows: Vec::new(), otherwise: BTreeMap::new() }
    }

    /// Takes a cell; cells come row by row.
    pub fn take(&mut self, at: (u32, u32), (text, is): (String, CellIs)) -> Result<(), ReadFault> {
        let (text, is) = match is {
            CellIs::Number if self.looks.percent.contains(&at) => (hundredths(&text), CellIs::Percent),
            CellIs::Number if self.looks.zeros.contains_key(&at) => {
                let digits = self.looks.zeros.get(&at).copied().unwrap_or_default();
                (with_noughts(text, digits), CellIs::Number)
            }
            CellIs::Number if self.looks.around.contains_key(&at) => {
                let around = self.looks.around.get(&at).cloned().unwrap_or_default();
                match around.put(&text) {
                    Some(shown) => (shown, CellIs::Words),
                    None => {
                        self.is_otherwise(at, &text);
                        (text, CellIs::Number)
                    }
                }
            }
            CellIs::Number if self.looks.otherwise.contains(&at) => {
                self.is_otherwise(at, &text);
                (text, CellIs::Number)
            }
            is if text.is_empty() && self.looks.uncomputed.contains(&at) => {
                (text, if is == CellIs::Words { CellIs::Uncomputed } else { is })
            }
            is => (text, is),
        };
        let is = self.looks.seen(at, is);
        if is_blank(&text) && is != CellIs::Uncomputed {
            return Ok(());
        }
        let column = usize::try_from(at.1).unwrap_or(usize::MAX);
        if column >= self.kept.limits.columns {
            return Err(ReadFault::Wide(self.kept.limits.columns));
        }
        self.kept.cell(&text)?;
        let number = at.0.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.kept.row()?;
            let hidden = self.looks.hidden.contains(&at.0);
            self.rows.push(ReadRow { number, line: number, fields: None, hidden, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            put(last, column, ReadCell { text, is, ..ReadCell::default() });
        }
        Ok(())
    }

    /// Notes a number that its format shows as something else.
    fn is_otherwise(&mut self, at: (u32, u32), text: &str) {
        let (.., many) = self.otherwise.entry(at.1).or_insert_with(|| (at.0, text.to_owned(), 0));
        *many += 1;
    }

    /// The rows and the comments; cells beneath the first row of a merged one show what it shows.
    pub fn end(mut self) -> Result<(Vec<ReadRow>, Vec<ReadNote>), ReadFault> {
        self.rows.sort_by_key(|row| row.number);
        self.mark_uncomputed();
        for block in std::mem::take(&mut self.looks.merged) {
            self.spread(block)?;
        }
        let mut notes = Vec::new();
        let formats = std::mem::take(&mut self.otherwise).into_iter();
        let formats = formats.map(|(column, (row, text, many))| ((row, column), text, Beside::Formats(many)));
        for ((row, column), text, is) in std::mem::take(&mut self.looks.notes).into_iter().chain(formats) {
            self.kept.cell(&text)?;
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            notes.push(ReadNote { is, number: row.saturating_add(1), column, text });
        }
        Ok((self.rows, notes))
    }

    /// Formulas without a result in rows that hold something: the other reader may pass over them.
    fn mark_uncomputed(&mut self) {
        for (row, column) in &self.looks.uncomputed {
            let number = row.saturating_add(1);
            let found = self.rows.partition_point(|row| row.number < number);
            let column = usize::try_from(*column).unwrap_or(usize::MAX);
            if let Some(row) = self.rows.get_mut(found).filter(|row| row.number == number)
                && column < self.kept.limits.columns
                && row.cells.get(column).is_none_or(ReadCell::is_blank)
            {
                put(row, column, ReadCell { is: CellIs::Uncomputed, ..ReadCell::default() });
            }
        }
    }

    fn spread(&mut self, block: Block) -> Result<(), ReadFault> {
        let Ok(column) = usize::try_from(block.from.1) else { return Ok(()) };
        let (first, last) = (block.from.0.saturating_add(1), block.to.0.saturating_add(1));
        let from = self.rows.partition_point(|row| row.number < first);
        let Some(top) = self.rows.get_mut(from).filter(|row| row.number == first) else { return Ok(()) };
        let Some(cell) = top.cells.get_mut(column).filter(|cell| !cell.is_blank()) else { return Ok(()) };
        cell.wide = usize::try_from(block.to.1.saturating_sub(block.from.1)).unwrap_or(0) + 1;
        let shown = ReadCell { merged: true, ..cell.clone() };
        for row in self.rows.iter_mut().skip(from + 1).take_while(|row| row.number <= last) {
            if row.cells.get(column).is_none_or(ReadCell::is_blank) {
                self.kept.cell(&shown.text)?;
                put(row, column, shown.clone());
            }
        }
        Ok(())
    }
}

fn put(row: &mut ReadRow, column: usize, cell: ReadCell) {
    row.cells.resize_with(row.cells.len().max(column + 1), ReadCell::default);
    if let Some(place) = row.cells.get_mut(column) {
        *place = cell;
    }
}

/// What a value shows, and what it is.
fn written(value: &DataRef<'_>, epoch: bool) -> (String, CellIs) {
    match value {
        DataRef::Int(whole) => number(whole.to_string()),
        DataRef::Float(float) => number(float.to_string()),
        DataRef::String(text) => (text.clone(), CellIs::Words),
        DataRef::SharedString(text) => ((*text).to_owned(), CellIs::Words),
        DataRef::Bool(yes) => (yes.to_string().to_uppercase(), CellIs::Words),
        DataRef::DateTime(day) => moment(day, epoch),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => (text.clone(), CellIs::Time),
        DataRef::Error(fault) => (fault.to_string(), CellIs::Fault),
        DataRef::Empty => (String::new(), CellIs::Words),
    }
}

/// The same of a value of the old kind of workbook.
pub(super) fn written_of_old(value: &Data, epoch: bool) -> (String, CellIs) {
    match value {
        Data::Int(whole) => number(whole.to_string()),
        Data::Float(float) => number(float.to_string()),
        Data::String(text) => (text.clone(), CellIs::Words),
        Data::Bool(yes) => (yes.to_string().to_uppercase(), CellIs::Words),
        Data::DateTime(day) => moment(day, epoch),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => (text.clone(), CellIs::Time),
        Data::Error(fault) => (fault.to_string(), CellIs::Fault),
        Data::Empty => (String::new(), CellIs::Words),
    }
}

/// A number; a spreadsheet keeps 15 digits, and what had more was a code.
fn number(text: String) -> (String, CellIs) {
    let whole = text.split('.').next().unwrap_or_default();
    let rounded = whole.trim_start_matches('-').len() > 15;
    (text, if rounded { CellIs::Rounded } else { CellIs::Number })
}

fn iso(text: &str) -> (String, CellIs) {
    let (day, hour) = text.split_once('T').unwrap_or((text, ""));
    let hour = hour.get(..5).filter(|hour| *hour != "00:00");
    let shown = hour.map_or_else(|| day.to_owned(), |hour| format!("{day} {hour}"));
    (shown, if day.contains(':') { CellIs::Time } else { CellIs::Day })
}

/// A day, with its hour if it has one, or a time: what spreadsheets keep before the first year they know is a time of no day.
fn moment(moment: &ExcelDateTime, epoch: bool) -> (String, CellIs) {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let no_day = year <= 1900 || (epoch && (year, month, day) == (1904, 1, 1));
    if moment.is_duration() || no_day {
        return (format!("{hour:02}:{minute:02}"), CellIs::Time);
    }
    let hour = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
    (format!("{year:04}-{month:02}-{day:02}{hour}"), CellIs::Day)
}

/// A whole number as a code: with noughts in front, so many digits at least.
fn with_noughts(number: String, digits: usize) -> String {
    let whole = number.bytes().all(|digit| digit.is_ascii_digit());
    if whole { format!("{number:0>digits$}") } else { number }
}

/// A number in hundredths, computed on its digits: `0.85` is `85%`.
pub(super) fn hundredths(number: &str) -> String {
    let (sign, bare) = number.strip_prefix('-').map_or(("", number), |bare| ("-", bare));
    let (whole, rest) = bare.split_once('.').unwrap_or((bare, ""));
    let mut rest = rest.to_owned();
    while rest.len() < 2 {
        rest.push('0');
    }
    let (shift, rest) = rest.split_at(2);
    let digits = format!("{whole}{shift}");
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{sign}{digits}%") } else { format!("{sign}{digits}.{rest}%") }
}

#[cfg(test)]
mod tests {
    use super::{hundredths, with_noughts};

    #[test]
    fn a_code_keeps_the_noughts_that_its_cell_shows() {
        assert_eq!(with_noughts("123".to_owned(), 5), "00123");
        assert_eq!(with_noughts("123456".to_owned(), 5), "123456");
        assert_eq!(with_noughts("-7".to_owned(), 5), "-7");
        assert_eq!(with_noughts("1.5".to_owned(), 5), "1.5");
    }

    #[test]
    fn a_number_in_hundredths_is_computed_on_its_digits() {
        let all = [
            ("1", "100%"),
            ("0.85", "85%"),
            ("0.07", "7%"),
            ("0.335", "33.5%"),
            ("0", "0%"),
            ("-0.5", "-50%"),
            ("1.2", "120%"),
        ];
        for (number, shown) in all {
            assert_eq!(hundredths(number), shown);
        }
    }
}
