//! A table that becomes a list of rows where there is no room for it.

use askama::Template;
use earnest_papers::{self as papers, Field, Grid, GridColumn, List, Words};

use super::{
    bar::Bar,
    counted::{Amount, Counted},
    notice::Notice,
    state::State,
};

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
    /// The ways to several records, and the words of all.
    Ways(String, Vec<(String, String)>),
    /// How far it has come.
    State(State),
    /// How far it has come, and the way to the record.
    StateLink(State, String),
    /// A count, and the way to its records.
    Count(Counted),
    /// A count that says how far it has come, and the way to its records.
    CountState(State, Counted),
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

impl From<Counted> for Cell {
    fn from(count: Counted) -> Self {
        Self::Count(count)
    }
}

impl From<Amount> for Cell {
    fn from(amount: Amount) -> Self {
        Self::Text(amount.into())
    }
}

impl Cell {
    /// A count as a sign with its words.
    #[must_use]
    pub fn count(count: Counted, state: impl FnOnce(String) -> State) -> Self {
        Self::CountState(state(count.words().to_owned()), count)
    }

    /// The way to a record.
    #[must_use]
    pub fn link(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link(words.into(), href.into())
    }

    /// The ways to several records: words and address of each.
    #[must_use]
    pub fn ways(ways: Vec<(String, String)>) -> Self {
        let words: Vec<_> = ways.iter().map(|(words, _)| words.as_str()).collect();
        Self::Ways(words.join(" · "), ways)
    }
}

impl Cell {
    /// The same words, or the same sign, leading nowhere: for a row whose records the reader may not open.
    #[must_use]
    pub fn without_way(self) -> Self {
        match self {
            Self::StateLink(state, _) | Self::CountState(state, _) => Self::State(state),
            Self::Link(..) | Self::Ways(..) | Self::Count(_) | Self::Bar(_) => {
                Self::Text(self.words().to_owned())
            }
            other => other,
        }
    }

    fn words(&self) -> &str {
        match self {
            Self::Text(words) | Self::Noted(words, _) | Self::Link(words, _) | Self::Ways(words, _) => words,
            Self::State(state) | Self::StateLink(state, _) | Self::CountState(state, _) => &state.word,
            Self::Count(count) => count.words(),
            Self::Bar(bar) => bar.words(),
            Self::NotYet(_) => "",
        }
    }

    fn note(&self) -> Option<&str> {
        if let Self::Noted(_, note) = self { Some(note) } else { None }
    }

    fn href(&self) -> Option<&str> {
        match self {
            Self::Link(_, href) | Self::StateLink(_, href) => Some(href),
            Self::Count(count) | Self::CountState(_, count) => count.href(),
            Self::Bar(bar) => bar.href(),
            _ => None,
        }
    }

    fn field(&self, numeric: bool) -> Field {
        match self.words() {
            "" => Field::Nothing,
            words if numeric => Field::number(words),
            words => Field::Text(words.to_owned()),
        }
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

    /// The table as a list for a file: notes in columns of their own (`note` makes the heading), and the addresses that
    /// a row leads to in a last column (`address` is its heading).
    pub(crate) fn list(&self, note: &dyn Fn(&str) -> String, address: &str) -> List {
        let has = |place: usize, what: fn(&Cell) -> bool| {
            self.rows.iter().filter_map(|row| row.cells.get(place)).any(what)
        };
        let noted: Vec<bool> =
            (0..self.columns.len()).map(|place| has(place, |cell| cell.note().is_some())).collect();
        let linked = (0..self.columns.len()).any(|place| has(place, |cell| cell.href().is_some()));
        let mut columns = Vec::new();
        for (column, noted) in self.columns.iter().zip(&noted) {
            columns.push(papers::Column { label: column.label.clone(), numeric: column.numeric });
            if *noted {
                columns.push(papers::Column { label: note(&column.label), numeric: false });
            }
        }
        if linked {
            columns.push(papers::Column { label: address.to_owned(), numeric: false });
        }
        let row = |row: &Row| {
            let mut fields = Vec::new();
            for ((column, cell), noted) in self.pairs(row).zip(&noted) {
                fields.push(cell.field(column.numeric));
                if *noted {
                    fields.push(cell.note().map_or(Field::Nothing, |note| Field::Text(note.to_owned())));
                }
            }
            if linked {
                let hrefs: Vec<_> = row.cells.iter().filter_map(Cell::href).collect();
                fields.push(if hrefs.is_empty() { Field::Nothing } else { Field::Text(hrefs.join(" ")) });
            }
            fields
        };
        List { name: self.caption.clone(), columns, rows: self.rows.iter().map(row).collect() }
    }

    /// The table as a paper has it: notes below their words, and the ways that have a whole address.
    pub(crate) fn grid(&self, whole: &dyn Fn(&str) -> Option<String>) -> Grid {
        let columns = self
            .columns
            .iter()
            .map(|column| GridColumn { label: column.label.clone(), numeric: column.numeric });
        let cell = |cell: &Cell| {
            let words = match cell.href().and_then(whole) {
                Some(href) => Words::default().then_link(cell.words(), href),
                None => cell.words().into(),
            };
            match cell.note() {
                Some(note) if !note.is_empty() => words.then(format!("\n{note}")),
                _ => words,
            }
        };
        let rows = self.rows.iter().map(|row| row.cells.iter().map(cell).collect());
        Grid { caption: self.caption.clone(), columns: columns.collect(), rows: rows.collect() }
    }

    fn is_wide(&self) -> bool {
        self.columns.len() >= WIDE
    }

    fn pairs<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(&row.cells)
    }
}
