//! A table that becomes a list of rows where there is no room for it.

use askama::Template;
use earnest_model::fold::{fold, has_initials};
use earnest_papers::{self as papers, Field, Grid, GridColumn, List, Words};

use super::{
    arrange::{Arrange, Arranged, Order},
    cell::Cell,
    notice::Notice,
};

/// From this many columns on a table needs a wide place.
const WIDE: usize = 7;

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
    /// The word by which the address names it; one without stands as it is.
    key: Option<&'static str>,
    /// Where the list is ordered by it, and whether it is so now, from the last one on or the first.
    order: Option<(String, Option<bool>)>,
}

impl Column {
    fn new(label: impl Into<String>, numeric: bool) -> Self {
        Self { label: label.into(), numeric, key: None, order: None }
    }

    /// How far the order by it is told to those who can't see it.
    fn aria(&self) -> Option<&'static str> {
        let (_, down) = self.order.as_ref()?;
        down.map(|down| if down { "descending" } else { "ascending" })
    }
}

/// A row; its first cell names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    cells: Vec<Cell>,
    /// What its box sends if it is ticked, here or elsewhere on the page.
    tick: Option<String>,
}

impl<const N: usize> From<[Cell; N]> for Row {
    fn from(cells: [Cell; N]) -> Self {
        Self { cells: cells.into(), tick: None }
    }
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { cells, tick: None }
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
    arrange: Option<Arrange>,
    /// The form to which the boxes of its rows belong, and what they are called there.
    ticks: Option<(&'static str, &'static str)>,
    /// What the boxes elsewhere on the page are called by which its rows are taken.
    takes: Option<&'static str>,
}

impl Table {
    /// A table; the caption says what its rows are, to those who can't see it at a glance.
    #[must_use]
    pub fn new(caption: impl Into<String>) -> Self {
        Self {
            caption: caption.into(),
            columns: Vec::new(),
            rows: Vec::new(),
            empty: None,
            arrange: None,
            ticks: None,
            takes: None,
        }
    }

    /// Adds a column of words or states; the first column names the row.
    #[must_use]
    pub fn column(mut self, label: impl Into<String>) -> Self {
        self.columns.push(Column::new(label, false));
        self
    }

    /// Adds a column of numbers.
    #[must_use]
    pub fn numbers(mut self, label: impl Into<String>) -> Self {
        self.columns.push(Column::new(label, true));
        self
    }

    /// Names the last column for the address: the list can be ordered by it, and read without it.
    #[must_use]
    pub fn by(mut self, key: &'static str) -> Self {
        if let Some(column) = self.columns.last_mut() {
            column.key = Some(key);
        }
        self
    }

    /// Adds the rows.
    #[must_use]
    pub fn rows<R: Into<Row>>(mut self, rows: impl IntoIterator<Item = R>) -> Self {
        self.rows.extend(rows.into_iter().map(Into::into));
        debug_assert!(self.rows.iter().all(|row| row.cells.len() == self.columns.len()), "a cell per column");
        self
    }

    /// Lets rows be ticked for a form of the page: its id, the name of the boxes, what that of each row sends.
    #[must_use]
    pub fn ticked<V: ToString>(
        mut self,
        (form, name): (&'static str, &'static str),
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.rows.iter_mut().zip(values).for_each(|(row, value)| row.tick = Some(value.to_string()));
        self.ticks = Some((form, name));
        self
    }

    /// Says of each row which box of the page takes it: the name of the boxes, what that of each row sends. Whoever takes one
    /// has read this row, and need not have read the others.
    #[must_use]
    pub fn taken<V: ToString>(mut self, name: &'static str, values: impl IntoIterator<Item = V>) -> Self {
        self.rows.iter_mut().zip(values).for_each(|(row, value)| row.tick = Some(value.to_string()));
        self.takes = Some(name);
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

    /// Without the form above it: of several tables of a page the first one has it.
    #[must_use]
    pub(crate) fn without_form(mut self) -> Self {
        self.arrange = None;
        self
    }

    /// The columns that the address can name: word, label.
    pub(crate) fn named(&self) -> Vec<(&'static str, String)> {
        self.columns.iter().filter_map(|column| Some((column.key?, column.label.clone()))).collect()
    }

    /// As the address asks for it. Rows are put in order here unless they come in order already.
    #[must_use]
    pub(crate) fn arranged(mut self, asked: &Arranged) -> Self {
        if let Some(find) = &asked.find {
            let holds = |cell: &Cell| {
                let words = format!("{} {}", cell.words(), cell.note().unwrap_or_default());
                fold(&words).contains(find.as_str()) || has_initials(&words, find)
            };
            self.rows.retain(|row| row.cells.iter().any(holds));
        }
        let place = |key: &str| self.columns.iter().position(|column| column.key == Some(key));
        if let Some((at, down)) = asked.here.as_ref().and_then(|(key, down)| Some((place(key)?, *down))) {
            let numeric = self.columns.get(at).is_some_and(|column| column.numeric);
            let key = |row: &Row| row.cells.get(at).map(|cell| cell.order(numeric));
            self.rows.sort_by(|one, other| {
                let (one, other) = (key(one), key(other));
                // What has not come yet stands last in both directions.
                let gap = |key: &Option<Order>| key.as_ref().is_none_or(|key| *key == Order::Nothing);
                match (gap(&one), gap(&other)) {
                    (false, false) if down => other.cmp(&one),
                    (false, false) => one.cmp(&other),
                    (one, other) => one.cmp(&other),
                }
            });
        }
        for column in &mut self.columns {
            column.order = column.key.and_then(|key| asked.head(key));
        }
        let hidden =
            |column: &Column| column.key.is_some_and(|key| asked.hidden.iter().any(|one| one == key));
        let kept: Vec<bool> =
            self.columns.iter().enumerate().map(|(place, column)| place == 0 || !hidden(column)).collect();
        for row in &mut self.rows {
            let mut kept = kept.iter();
            row.cells.retain(|_| *kept.next().unwrap_or(&true));
        }
        let mut kept = kept.iter();
        self.columns.retain(|_| *kept.next().unwrap_or(&true));
        self.arrange = asked.form.clone();
        self
    }

    fn is_wide(&self) -> bool {
        self.columns.len() >= WIDE
    }

    fn pairs<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(&row.cells)
    }
}
