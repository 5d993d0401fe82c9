//! Over what something is counted, in the register's keys and in words that last.

use crate::{
    figures::origin::Origin,
    id::{ProgrammeId, UnitId},
    span::{Span, Target},
};

/// The word for what belongs to no programme, in the place of its key.
pub const NONE: &str = "none";

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
    /// Only what belongs to no programme.
    pub of_none: bool,
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
            of_none: false,
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

/// What narrows a figure besides its unit and its round, in words that last.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Narrowed {
    /// The unit alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Code of the organiser; always said of a figure that has one, so that no rule has to be known to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<String>,
    /// Key of the programme, if it is not the organiser's latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<i64>,
    /// Only what belongs to no programme.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub of_none: bool,
    /// From where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Units of this class alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
}

impl Narrowed {
    /// What a counted figure was narrowed by; `organiser` is the code of its organiser.
    pub fn of(scope: &Scope, organiser: &str) -> Self {
        Self {
            own: scope.own,
            organiser: scope.organiser.map(|_| organiser.to_owned()),
            programme: scope.programme.map(|programme| programme.0),
            of_none: scope.of_none,
            sources: scope.sources.iter().map(Origin::word).collect(),
            class: scope.class.clone(),
        }
    }

    /// The same in the words of an address, each with an ampersand before it.
    pub fn address(&self) -> String {
        let mut address = String::new();
        let mut add = |name: &str, value: &str| address.push_str(&format!("&{name}={value}"));
        if self.own {
            add("own", "yes");
        }
        if let Some(code) = &self.organiser {
            add("organiser", code);
        }
        if let Some(programme) = self.programme {
            add("programme", &programme.to_string());
        }
        if self.of_none {
            add("programme", NONE);
        }
        for source in &self.sources {
            add("source", source);
        }
        if let Some(class) = &self.class {
            add("class", class);
        }
        address
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
