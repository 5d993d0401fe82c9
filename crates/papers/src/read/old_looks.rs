//! What a workbook of the old kind says of its cells (MS-XLS, records of BIFF8), and how large it says it is.

use super::{
    limits::{Limits, ReadFault},
    looks::{Looks, Style},
    table::Beside,
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// The most cells of the block from a sheet's first cell to its last: it is read as a grid.
const GRID: u64 = 2_000_000;

/// A record: its kind and its bytes.
struct Record<'s> {
    kind: u16,
    data: &'s [u8],
}

impl Record<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(at..at + 2)?.try_into().ok()?))
    }

    fn long(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(at..at + 4)?.try_into().ok()?))
    }
}

struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (head, rest) = self.0.split_at_checked(4)?;
        let number = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
        let (data, rest) = rest.split_at_checked(usize::from(number(2)?))?;
        self.0 = rest;
        Some(Record { kind: number(0)?, data })
    }
}

const BOUND_SHEET: u16 = 0x85;
const FORMAT: u16 = 0x41e;
const XF: u16 = 0xe0;
const FONT: u16 = 0x31;
const NOTE: u16 = 0x1c;
const FORMULA: u16 = 0x06;
const BOF: u16 = 0x809;
const EOF: u16 = 0x0a;
const DIMENSIONS: u16 = 0x200;
const ROW: u16 = 0x208;
const MANY_NUMBERS: u16 = 0xbd;
/// Cells: a formula, a number, a text, a truth or fault, a short number, a shared text, a rich text.
const CELLS: [u16; 7] = [0x06, 0x203, 0x204, 0x205, 0x27e, 0xfd, 0xd6];

/// The looks of each sheet, in the order of the workbook.
pub(super) fn looks(bytes: &[u8], limits: Limits) -> Result<Vec<Looks>, ReadFault> {
    let stream = stream(bytes, limits)?;
    let mut fonts = Vec::new();
    let (mut own, mut styles, mut places) =
        (BTreeMap::from([(9_u16, Style::Percent), (10, Style::Percent)]), Vec::new(), Vec::new());
    for record in Records(&stream) {
        match record.kind {
            BOUND_SHEET => {
                places.push(record.long(0).and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX))
            }
            FORMAT => own.extend(record.short(0).map(|id| (id, Style::of(&format_of(&record))))),
            XF => styles.push((record.short(2).unwrap_or(0), record.short(0).unwrap_or(0))),
            FONT => fonts.push(record.short(2).is_some_and(|marks| marks & 0x08 != 0)),
            EOF => break,
            _ => {}
        }
    }
    let struck = |font: u16| {
        // No font has the number 4.
        let place = usize::from(if font > 4 { font - 1 } else { font });
        fonts.get(place).copied().unwrap_or_default()
    };
    let style = |(style, font): &(u16, u16)| (own.get(style).cloned().unwrap_or_default(), struck(*font));
    let styles: Vec<(Style, bool)> = styles.iter().map(style).collect();
    places.iter().map(|at| of_sheet(stream.get(*at..).unwrap_or_default(), &styles, limits)).collect()
}

/// The stream of the workbook, as large as it may be.
fn stream(bytes: &[u8], limits: Limits) -> Result<Vec<u8>, ReadFault> {
    let fault = |fault: std::io::Error| ReadFault::Workbook(fault.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(fault)?;
    let name = ["Workbook", "Book", "WORKBOOK", "BOOK"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| ReadFault::Workbook("it has no stream of a workbook".to_owned()))?;
    let mut stream = Vec::new();
    let most = limits.unpacked + 1;
    file.open_stream(name).map_err(fault)?.take(most).read_to_end(&mut stream).map_err(fault)?;
    if stream.len() as u64 >= most { Err(ReadFault::Bomb(limits.unpacked)) } else { Ok(stream) }
}

/// The code of a format: signs of one byte or of two, as a mark says.
fn format_of(record: &Record<'_>) -> String {
    let wide = record.data.get(4).is_some_and(|mark| mark & 1 == 1);
    let signs = record.data.get(5..).unwrap_or_default();
    let (encoding, from) =
        if wide { (encoding_rs::UTF_16LE, signs) } else { (encoding_rs::WINDOWS_1252, signs) };
    encoding.decode_without_bom_handling(from).0.into_owned()
}

fn of_sheet(stream: &[u8], styles: &[(Style, bool)], limits: Limits) -> Result<Looks, ReadFault> {
    let (mut looks, mut depth) = (Looks::default(), 0_usize);
    let mut block: Option<[u16; 4]> = None;
    for record in Records(stream) {
        let row = record.short(0).unwrap_or(0);
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            DIMENSIONS => room(&record, limits)?,
            ROW if is_hidden(&record) => drop(looks.hidden.insert(u32::from(row))),
            NOTE => {
                let column = record.short(2).unwrap_or(0);
                looks.notes.push(((u32::from(row), u32::from(column)), String::new(), Beside::Comment));
            }
            MANY_NUMBERS => {
                let first = record.short(2).unwrap_or(0);
                let count = record.data.len().saturating_sub(6) / 6;
                for (column, place) in (first..).zip(0..count) {
                    mark(&mut looks, styles, (row, column), record.short(4 + place * 6));
                    block = Some(around(block, (row, column)));
                }
            }
            kind if CELLS.contains(&kind) => {
                let column = record.short(2).unwrap_or(0);
                mark(&mut looks, styles, (row, column), record.short(4));
                block = Some(around(block, (row, column)));
                if kind == FORMULA && is_uncomputed(&record) {
                    looks.uncomputed.insert((u32::from(row), u32::from(column)));
                }
            }
            _ => {}
        }
    }
    if let Some([top, left, bottom, right]) = block {
        let length = |from: u16, to: u16| u64::from(to.saturating_sub(from)) + 1;
        if length(top, bottom).saturating_mul(length(left, right)) > GRID {
            return Err(ReadFault::Wide(limits.columns));
        }
    }
    Ok(looks)
}

/// Whether a row is hidden, or has no height.
fn is_hidden(row: &Record<'_>) -> bool {
    let (height, marks) = (row.short(6).unwrap_or(1), row.short(12).unwrap_or(0));
    // A height counts only where somebody has set it.
    marks & 0x20 != 0 || marks & 0x40 != 0 && height & 0x7fff == 0
}

/// Whether a formula came to nothing and is to be computed when the file is opened: a program wrote it, and no spreadsheet.
fn is_uncomputed(formula: &Record<'_>) -> bool {
    let nothing = formula.data.get(6) == Some(&3) && formula.short(12) == Some(0xffff);
    nothing && formula.short(14).is_some_and(|marks| marks & 0x02 != 0)
}

/// Holds what a sheet says of its size to what may be: the other reader believes it, and asks for room for as many cells. In
/// both forms that it takes; any other it refuses itself.
fn room(record: &Record<'_>, limits: Limits) -> Result<(), ReadFault> {
    let short = |at| record.short(at).map(u32::from).unwrap_or_default();
    let long = |at| record.long(at).unwrap_or_default();
    let (top, bottom, left, right) = match record.data.len() {
        10 => (short(0), short(2), short(4), short(6)),
        14 => (long(0), long(4), short(8), short(10)),
        _ => return Ok(()),
    };
    // Without a row or a column behind its end a sheet is empty.
    if bottom == 0 || right == 0 {
        return Ok(());
    }
    // A first column that can be none counts as the first of all, as with the other reader.
    let left = if left > 0xff || right < left { 0 } else { left };
    let (Some(rows), Some(columns)) = (beyond(top, bottom), beyond(left, right)) else {
        return Err(ReadFault::Workbook("a sheet ends before it begins".to_owned()));
    };
    if rows > 65_536 || rows.saturating_mul(columns) > 65_536 * 256 {
        return Err(ReadFault::Bomb(limits.unpacked));
    }
    Ok(())
}

/// How many there are from the first up to the end, which is no more among them; there is at least one.
fn beyond(first: u32, end: u32) -> Option<u64> {
    end.checked_sub(first).filter(|many| *many > 0).map(u64::from)
}

fn mark(looks: &mut Looks, styles: &[(Style, bool)], (row, column): (u16, u16), style: Option<u16>) {
    let style = style.and_then(|style| styles.get(usize::from(style))).cloned().unwrap_or_default();
    let (style, struck) = style;
    let at = (u32::from(row), u32::from(column));
    looks.mark(at, style);
    if struck {
        looks.struck.insert(at);
    }
}

/// The block that holds one more cell: top, left, bottom, right.
fn around(block: Option<[u16; 4]>, (row, column): (u16, u16)) -> [u16; 4] {
    let [top, left, bottom, right] = block.unwrap_or([row, column, row, column]);
    [top.min(row), left.min(column), bottom.max(row), right.max(column)]
}
