//! What stands in a cell of a table.

use super::{
    arrange::Order,
    bar::Bar,
    counted::{Amount, Counted},
    state::State,
};
use earnest_papers::Field;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words that say a moment, days or a number in a language, and where they stand among others.
    Placed(String, i64),
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

    pub(super) fn words(&self) -> &str {
        match self {
            Self::Text(words)
            | Self::Placed(words, _)
            | Self::Noted(words, _)
            | Self::Link(words, _)
            | Self::Ways(words, _) => words,
            Self::State(state) | Self::StateLink(state, _) | Self::CountState(state, _) => &state.word,
            Self::Count(count) => count.words(),
            Self::Bar(bar) => bar.words(),
            Self::NotYet(_) => "",
        }
    }

    /// What it is ordered by: by its place where it has one, numbers by their size, words as they stand.
    pub(super) fn order(&self, numeric: bool) -> Order {
        if let Self::Placed(_, place) = self {
            return Order::Number(*place);
        }
        match (self.words(), numeric) {
            ("", _) => Order::Nothing,
            (words, true) => Order::of_number(words),
            (words, false) => Order::Words(words.to_owned()),
        }
    }

    pub(super) fn note(&self) -> Option<&str> {
        if let Self::Noted(_, note) = self { Some(note) } else { None }
    }

    pub(super) fn href(&self) -> Option<&str> {
        match self {
            Self::Link(_, href) | Self::StateLink(_, href) => Some(href),
            Self::Count(count) | Self::CountState(_, count) => count.href(),
            Self::Bar(bar) => bar.href(),
            _ => None,
        }
    }

    pub(super) fn field(&self, numeric: bool) -> Field {
        match self.words() {
            "" => Field::Nothing,
            words if numeric => Field::number(words),
            words => Field::Text(words.to_owned()),
        }
    }
}
