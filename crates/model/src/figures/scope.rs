//! Over what something is counted, in the register's keys and in words that last.

use crate::{
    figures::origin::Origin,
    id::{ProgrammeId, UnitId},
    span::{Span, Target},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::str::FromStr;

/// The word for what belongs to no programme, in the place of its key.
pub const NONE: &str = "none";
/// The word for all programmes, where a list would else be of the one in which somebody is.
pub const ALL: &str = "all";

/// Of which programme something is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OfProgramme {
    /// Of whichever, and what belongs to none.
    #[default]
    All,
    /// Of this one alone.
    This(ProgrammeId),
    /// Only what belongs to none.
    None,
}

impl OfProgramme {
    /// The one that is named.
    #[must_use]
    pub fn id(self) -> Option<ProgrammeId> {
        match self {
            Self::This(programme) => Some(programme),
            Self::All | Self::None => None,
        }
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::All
    }

    /// Whether what belongs to none is asked for.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::None
    }

    /// The word of an address; nothing where nothing is asked.
    #[must_use]
    pub fn word(self) -> Option<String> {
        match self {
            Self::All => None,
            Self::This(programme) => Some(programme.to_string()),
            Self::None => Some(NONE.to_owned()),
        }
    }
}

impl From<Option<ProgrammeId>> for OfProgramme {
    fn from(programme: Option<ProgrammeId>) -> Self {
        programme.map_or(Self::All, Self::This)
    }
}

impl FromStr for OfProgramme {
    type Err = <ProgrammeId as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            ALL => Ok(Self::All),
            NONE => Ok(Self::None),
            key => key.parse().map(Self::This),
        }
    }
}

/// In what is kept and answered: the key, or the word for none.
impl Serialize for OfProgramme {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => to.serialize_none(),
            Self::This(programme) => to.serialize_i64(programme.0),
            Self::None => to.serialize_str(NONE),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Key(i64),
    Word(String),
    Nothing,
}

impl<'de> Deserialize<'de> for OfProgramme {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Written::deserialize(from)? {
            Written::Key(key) => Ok(Self::This(ProgrammeId(key))),
            Written::Word(word) if word == NONE => Ok(Self::None),
            Written::Word(word) => Err(D::Error::unknown_variant(&word, &[NONE])),
            Written::Nothing => Ok(Self::All),
        }
    }
}

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
    /// Of which programme.
    pub programme: OfProgramme,
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
            programme: OfProgramme::All,
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    /// The unit alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Code of the organiser; always said of a figure that has one, so that no rule has to be known to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<String>,
    /// Of which programme, if it is not the organiser's latest.
    #[serde(skip_serializing_if = "OfProgramme::is_all")]
    pub programme: OfProgramme,
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
            programme: scope.programme,
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
        if let Some(programme) = self.programme.word() {
            add("programme", &programme);
        }
        for source in &self.sources {
            add("source", source);
        }
        if let Some(class) = &self.class {
            add("class", class);
        }
        address
    }

    /// The same where programmes stand side by side: whoever leads on from all of them to the records must not be led to one.
    /// `beside`: whether the figure knows programmes, and several had begun.
    pub fn address_among(&self, beside: bool) -> String {
        let all = beside && self.programme.is_all();
        if all { format!("{}&programme={ALL}", self.address()) } else { self.address() }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_which_programme_is_one_choice_of_three_in_addresses_and_in_what_is_kept() {
        for (asked, word, kept) in [
            (OfProgramme::All, None, "{}"),
            (OfProgramme::This(ProgrammeId(7)), Some("7"), r#"{"programme":7}"#),
            (OfProgramme::None, Some("none"), r#"{"programme":"none"}"#),
        ] {
            assert_eq!(asked.word().as_deref(), word);
            assert_eq!(word.map_or(Ok(OfProgramme::All), str::parse).ok(), Some(asked));
            let narrowed = Narrowed { programme: asked, ..Narrowed::default() };
            assert_eq!(serde_json::to_string(&narrowed).unwrap(), kept);
            assert_eq!(serde_json::from_str::<Narrowed>(kept).unwrap(), narrowed);
        }
        assert_eq!("all".parse::<OfProgramme>().ok(), Some(OfProgramme::All));
        assert!("".parse::<OfProgramme>().is_err());
        assert!(serde_json::from_str::<Narrowed>(r#"{"programme":"some"}"#).is_err());
    }
}
