//! Workbooks of the old kind (`.xls`, and `.et`, which is written alike).

use super::{
    book::{Filling, written_of_old},
    limits::{Kept, Limits, ReadFault},
    looks::{Block, Looks},
    old_looks::looks,
    other::Other,
    table::{ReadSheet, ReadTable},
};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<ReadTable, ReadFault> {
    let fault = |error: XlsError| match error {
        XlsError::Password => ReadFault::Other(Other::Password),
        other => ReadFault::Workbook(other.to_string()),
    };
    // First, since the other reader makes a grid of what the file says of its size.
    let mut all = looks(bytes, limits)?.into_iter();
    let mut book: Xls<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(fault)?;
    let epoch = book.has_1904_epoch();
    let mut kept = Kept::new(limits);
    let mut sheets = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        let looks = all.next().unwrap_or_default();
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merged = merged.iter().map(|one| Block { from: one.start, to: one.end }).collect();
        let range = book.worksheet_range(&sheet.name).map_err(fault)?;
        let looks = Looks { merged, ..looks };
        let mut filling = Filling::new(&mut kept, looks);
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at =
                |from: u32, offset: usize| from.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            if *value != Data::Empty {
                filling.take((at(top, row), at(left, column)), written_of_old(value, epoch))?;
            }
        }
        let (rows, notes) = filling.end()?;
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(ReadSheet { name: sheet.name, hidden, rows, notes });
    }
    Ok(ReadTable { sheets })
}
