//! The kinds of papers by which a programme speaks.

use super::layout::{LANDSCAPE, LETTER, Layout, OFFICIAL};

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PaperKind {
    /// A circular, and the draft of one.
    Circular,
    /// A standard.
    Standard,
    /// A plan.
    Plan,
    /// What tells of a measure while it is open.
    Notice,
    /// The form by which a measure is closed.
    Closure,
    /// The minutes of a session.
    Minutes,
    /// The record of a visit.
    VisitRecord,
    /// A report.
    Report,
    /// The record of a draw, with how to check it.
    DrawRecord,
    /// A letter that invites to a session or announces a visit.
    Invitation,
    /// Lists and ledgers.
    List,
}

impl PaperKind {
    /// All of them, as documents list them.
    pub const ALL: [Self; 11] = [
        Self::Circular,
        Self::Standard,
        Self::Plan,
        Self::Notice,
        Self::Closure,
        Self::Minutes,
        Self::VisitRecord,
        Self::Report,
        Self::DrawRecord,
        Self::Invitation,
        Self::List,
    ];

    /// Its word in a pack.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Circular => "circular",
            Self::Standard => "standard",
            Self::Plan => "plan",
            Self::Notice => "notice",
            Self::Closure => "closure",
            Self::Minutes => "minutes",
            Self::VisitRecord => "visit-record",
            Self::Report => "report",
            Self::DrawRecord => "draw-record",
            Self::Invitation => "invitation",
            Self::List => "list",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == word)
    }

    /// The layout that it takes where no pack says another.
    pub fn layout(self) -> &'static Layout {
        match self {
            Self::Circular => &OFFICIAL,
            Self::List => &LANDSCAPE,
            _ => &LETTER,
        }
    }
}
