//! How far something has come: a sign, a word and a colour, never the colour alone.

use askama::Template;
use earnest_i18n::Tr;

/// The four signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// ● done.
    Done,
    /// ◐ under way.
    UnderWay,
    /// ○ not begun.
    NotBegun,
    /// ! late or returned: a person is needed now.
    Trouble,
}

impl Sign {
    /// The sign itself.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Done => "●",
            Self::UnderWay => "◐",
            Self::NotBegun => "○",
            Self::Trouble => "!",
        }
    }

    /// The class that colours it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::UnderWay => "under-way",
            Self::NotBegun => "not-begun",
            Self::Trouble => "trouble",
        }
    }
}

/// A sign with its word.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/state.html")]
pub struct State {
    /// How far.
    pub sign: Sign,
    /// In words: `approved`, `10-28`, `returned twice`.
    pub word: String,
}

impl State {
    /// ● done.
    #[must_use]
    pub fn done(word: impl Into<String>) -> Self {
        Self { sign: Sign::Done, word: word.into() }
    }

    /// ◐ under way.
    #[must_use]
    pub fn under_way(word: impl Into<String>) -> Self {
        Self { sign: Sign::UnderWay, word: word.into() }
    }

    /// ○ not begun.
    #[must_use]
    pub fn not_begun(word: impl Into<String>) -> Self {
        Self { sign: Sign::NotBegun, word: word.into() }
    }

    /// ! late or returned.
    #[must_use]
    pub fn trouble(word: impl Into<String>) -> Self {
        Self { sign: Sign::Trouble, word: word.into() }
    }
}

/// What the four signs mean, in words, for under a table.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/legend.html")]
pub struct Legend {
    states: [State; 4],
    note: Option<String>,
}

impl Legend {
    /// The four meanings.
    #[must_use]
    pub fn new(tr: Tr) -> Self {
        let states = [
            State::done(tr.legend_done()),
            State::under_way(tr.legend_under_way()),
            State::not_begun(tr.legend_not_begun()),
            State::trouble(tr.legend_trouble()),
        ];
        Self { states, note: None }
    }

    /// Adds a sentence on how the table is used.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}
