//! A table that becomes a list of rows where there is no room for it.

use askama::Template;

use super::{Bar, Notice, State};

/// From this many columns on a table needs a wide place.
const WIDE: usize = 7;

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words with smaller ones below.
    Noted(String, String),
    /// The way to a record: words, then address.
    Link(String, String),
    /// How far it has come.
    State(State),
    /// How far it has come, and the way to the record.
    StateLink(State, String),
    /// A part of a whole.
    Bar(Bar),
    /// The dash of what has not come yet; a list leaves it out.
    NotYet(String),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<State> for Cell {
    fn from(state: State) -> Self {
        Self::State(state)
    }
}

impl From<Bar> for Cell {
    fn from(bar: Bar) -> Self {
        Self::Bar(bar)
    }
}

impl Cell {
    /// The way to a record.
    #[must_use]
    pub fn link(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link(words.into(), href.into())
    }
}

/// A row; its first cell names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    cells: Vec<Cell>,
}

impl<const N: usize> From<[Cell; N]> for Row {
    fn from(cells: [Cell; N]) -> Self {
        Self { cells: cells.into() }
    }
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { cells }
    }
}

/// The table.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/table.html")]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    empty: Option<Notice>,
}

impl Table {
    /// A table; the caption says what its rows are, to those who can't see it at a glance.
    #[must_use]
    pub fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), columns: Vec::new(), rows: Vec::new(), empty: None }
    }

    /// Adds a column of words or states; the first column names the row.
    #[must_use]
    pub fn column(mut self, label: impl Into<String>) -> Self {
        self.columns.push(Column { label: label.into(), numeric: false });
        self
    }

    /// Adds a column of numbers.
    #[must_use]
    pub fn numbers(mut self, label: impl Into<String>) -> Self {
        self.columns.push(Column { label: label.into(), numeric: true });
        self
    }

    /// Adds the rows.
    #[must_use]
    pub fn rows<R: Into<Row>>(mut self, rows: impl IntoIterator<Item = R>) -> Self {
        self.rows.extend(rows.into_iter().map(Into::into));
        debug_assert!(self.rows.iter().all(|row| row.cells.len() == self.columns.len()), "a cell per column");
        self
    }

    /// What is said if there are no rows.
    #[must_use]
    pub fn or_say(mut self, empty: Notice) -> Self {
        self.empty = Some(empty);
        self
    }

    fn is_wide(&self) -> bool {
        self.columns.len() >= WIDE
    }

    fn pairs<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(&row.cells)
    }
}
