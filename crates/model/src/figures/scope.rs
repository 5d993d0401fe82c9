//! Over what something is counted.

use crate::{
    figures::figure::Origin,
    id::{ProgrammeId, UnitId},
    span::{Span, Target},
};

/// Over what something is counted: the place, whose rounds, which of them, from where. The day is no part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The unit whose subtree is counted.
    pub unit: UnitId,
    /// Its interval.
    pub span: Span,
    /// Whether the unit alone is counted, without what lies beneath it.
    pub own: bool,
    /// Whose acts and rounds; `None` where the figure has no organiser.
    pub organiser: Option<UnitId>,
    /// Of which programme; `None` where the figure is of none.
    pub programme: Option<ProgrammeId>,
    /// The number of the round; `None` for all rounds.
    pub round: Option<i32>,
    /// From where: any of these; empty for wherever from.
    pub sources: Vec<Origin>,
    /// Units of this class alone.
    pub class: Option<String>,
}

impl Scope {
    /// A place with all beneath it, and nothing else asked.
    pub fn of(place: Target) -> Self {
        Self {
            unit: place.unit,
            span: place.span,
            own: false,
            organiser: None,
            programme: None,
            round: None,
            sources: Vec::new(),
            class: None,
        }
    }

    /// The places in the tree that are counted, from the first to the last.
    pub fn places(&self) -> (i64, i64) {
        if self.own { (self.span.lo, self.span.lo) } else { (self.span.lo, self.span.hi) }
    }

    /// The numbers of the rounds that are asked for; `None` for records of whatever round or of none.
    pub fn names_round(&self) -> bool {
        self.round.is_some() || self.sources.iter().any(|source| matches!(source, Origin::Round(_)))
    }
}
