//! Where a record came from: the activity, or the round.

use crate::{ledger::findings::problem::Source, sessions::seminar::SessionKind};

/// What tells where a record came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The activity, by its word: `lecture`, `seminar`, `visit`, ….
    Activity(&'static str),
    /// A round of the organiser, by its number.
    Round(i32),
}

impl Origin {
    /// Reads `lecture`, `round-1`, …; `None` for a word that no activity has.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(number) = text.strip_prefix("round-") {
            return number.parse().ok().map(Self::Round);
        }
        let source = Source::parse(text).ok().map(Source::key);
        source.or_else(|| SessionKind::parse(text).ok().map(SessionKind::key)).map(Self::Activity)
    }

    /// The word that [`Origin::parse`] reads.
    pub fn word(&self) -> String {
        match self {
            Self::Activity(word) => (*word).to_owned(),
            Self::Round(number) => format!("round-{number}"),
        }
    }
}
