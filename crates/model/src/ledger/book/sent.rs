//! A ledger as it came back, before anything is compared.

use super::{column::Column, kind::LedgerKind, odd::OddCell};
use crate::{
    left_out::{LeftOut, letters},
    message::Message,
};
use serde::{Deserialize, Serialize};

/// A ledger as it was sent, in words of the register wherever the words were understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTable {
    /// Key of the ledger.
    pub kind: String,
    /// The columns that were there: key, and the place in the file (from 0).
    pub columns: Vec<(String, usize)>,
    /// The rows below the head.
    pub lines: Vec<SentLine>,
    /// What the file holds and what is not taken of it.
    #[serde(default)]
    pub left: Vec<LeftOut>,
    /// Cells that say nothing that can be taken.
    #[serde(default)]
    pub odd: Vec<OddCell>,
}

/// A row as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentLine {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Its cells, one for each of the table's columns.
    pub cells: Vec<String>,
}

impl SentTable {
    /// Which ledger it is.
    pub fn ledger(&self) -> Result<LedgerKind, Message> {
        LedgerKind::parse(&self.kind)
    }

    /// The columns that were there.
    pub fn known(&self) -> impl Iterator<Item = (Column, usize)> {
        self.columns.iter().filter_map(|(key, at)| Some((Column::parse(key).ok()?, *at)))
    }

    /// What stands under a column of a row; `None` if the file has no such column.
    pub fn cell<'t>(&self, line: &'t SentLine, column: Column) -> Option<&'t str> {
        let place = self.columns.iter().position(|(key, _)| key == column.key())?;
        line.cells.get(place).map(String::as_str)
    }

    /// The address of a cell in the file: `F12`. A cell of a column that is not there has the address of its row.
    pub fn address(&self, number: u32, column: Option<Column>) -> String {
        let at = column.and_then(|column| self.known().find(|(one, _)| *one == column)).map(|(_, at)| at);
        at.map_or_else(|| number.to_string(), |at| format!("{}{number}", letters(at)))
    }
}
