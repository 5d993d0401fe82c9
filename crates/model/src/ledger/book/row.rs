//! A row of a ledger, in words of the register: what the page shows in a language is made of it elsewhere.

use super::{Column, LedgerKind};
use crate::{hash::sha256_hex, id::UnitId};

/// How many digits of its hash a row carries. They find an accident, not an attack: what a row may change is asked of
/// the permits in any case.
pub const VERSION_DIGITS: usize = 16;

/// A row as the register has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookRow {
    /// The key of the problem or measure.
    pub id: i64,
    /// The responsible unit.
    pub unit: UnitId,
    cells: Vec<String>,
}

impl BookRow {
    /// A row of a ledger; `cell` tells what stands in a column, in words of the register.
    pub fn new(kind: LedgerKind, id: i64, unit: UnitId, cell: impl Fn(Column) -> String) -> Self {
        let tidy = |column: &Column| match column {
            Column::Version => String::new(),
            column => plain(&cell(*column)),
        };
        let mut cells: Vec<String> = kind.columns().iter().map(tidy).collect();
        let version = version(kind, &cells);
        if let Some(place) = kind.place(Column::Version)
            && let Some(cell) = cells.get_mut(place)
        {
            *cell = version;
        }
        Self { id, unit, cells }
    }

    /// What stands in it, in the order of the ledger's columns.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }

    /// What stands under a column; nothing if the ledger has no such column.
    pub fn cell(&self, kind: LedgerKind, column: Column) -> &str {
        kind.place(column).and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }
}

/// A text without blanks around it, its lines ended in one way: what a spreadsheet can't be trusted to keep is no
/// difference.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// The hash over what a row says under every column but the version's, and but what its round says: a file that left
/// before the ledgers had that column is still the register's.
pub(super) fn version(kind: LedgerKind, cells: &[String]) -> String {
    let beside = [Column::Version, Column::Topic];
    let said = kind.columns().iter().zip(cells).filter(|(column, _)| !beside.contains(column));
    let said: Vec<[&str; 2]> = said.map(|(column, cell)| [column.key(), cell.as_str()]).collect();
    let text = serde_json::json!([kind.key(), said]).to_string();
    sha256_hex(text.as_bytes()).chars().take(VERSION_DIGITS).collect()
}
