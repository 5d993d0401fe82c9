//! A ledger as a file that goes out and comes back: what may be written where, and from which words.

use crate::{Column, Field, List};

/// A ledger that becomes a workbook or a CSV file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// What it is; the name of its sheet and the heading of its print.
    pub name: String,
    /// Name of the sheet that holds the lists of words.
    pub lists: String,
    /// Its columns; the first names the row.
    pub columns: Vec<BookColumn>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<BookCell>>,
    /// How many rows below are ready for new entries.
    pub spare: u32,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookColumn {
    /// Its heading.
    pub label: String,
    /// What is to be written there; shown at the cell. May be empty.
    pub help: String,
    /// What stands in its cells.
    pub form: CellForm,
    /// The words that a cell chooses from; empty where it is free.
    pub choices: Vec<String>,
    /// Which cells may be written.
    pub open: Open,
    /// Whether it is kept out of sight.
    pub hidden: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellForm {
    /// A short text: a code, a word of a list.
    Short,
    /// A text of any length.
    Text,
    /// A day, written `YYYY-MM-DD`.
    Day,
    /// A whole number.
    Whole,
}

/// Which cells of a column may be written in a program that keeps to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// None.
    Never,
    /// Those of new rows.
    New,
    /// All.
    Always,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookCell {
    /// What stands in it.
    pub text: String,
    /// What is wrong with it.
    pub mark: Option<String>,
}

impl From<String> for BookCell {
    fn from(text: String) -> Self {
        Self { text, mark: None }
    }
}

impl Book {
    /// The same rows as a plain list, with the hidden column in sight: what a CSV file is made of.
    #[must_use]
    pub fn list(&self) -> List {
        let columns =
            self.columns.iter().map(|column| Column { label: column.label.clone(), numeric: false });
        let field = |cell: &BookCell| match cell.text.as_str() {
            "" => Field::Nothing,
            text => Field::Text(text.to_owned()),
        };
        List {
            name: self.name.clone(),
            columns: columns.collect(),
            rows: self.rows.iter().map(|row| row.iter().map(field).collect()).collect(),
        }
    }
}
