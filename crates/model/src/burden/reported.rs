//! What a unit calls too much: a request that the register knows, or anything else that somebody asks of it.

use crate::{
    burden::budget::Kind,
    message::{FieldErrors, Message},
    text::{Line, Prose},
};

/// What is called too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// A request of this kind that is a record of the register.
    Request(Kind),
    /// What was asked beside the register: by another department, by telephone, by a form of its own.
    Elsewhere,
}

/// The word of [`Reported::Elsewhere`].
const ELSEWHERE: &str = "elsewhere";

impl Reported {
    /// Its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Request(kind) => kind.key(),
            Self::Elsewhere => ELSEWHERE,
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// There is none like it: `error-burden-kind`.
    pub fn parse(text: &str) -> Result<Self, Message> {
        if text == ELSEWHERE { Ok(Self::Elsewhere) } else { Kind::parse(text).map(Self::Request) }
    }
}

/// What somebody asks of a unit beside the register, as a form gives it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ElsewhereForm<'a> {
    /// Who asks it.
    pub asked_by: &'a str,
    /// What is asked.
    pub what: &'a str,
    /// Why it is too much.
    pub why: &'a str,
}

/// What somebody asks of a unit beside the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// What is asked, and by whom, in one line.
    pub label: Line,
    /// Why it is too much.
    pub why: Prose,
}

/// Parses it; every fault is told.
pub fn parse_elsewhere(form: ElsewhereForm<'_>) -> Result<Elsewhere, FieldErrors> {
    let mut errors = FieldErrors::new();
    let asked_by = errors.take("asked_by", Line::parse(form.asked_by));
    let what = errors.take("what", Line::parse(form.what));
    let why = errors.take("why", Prose::parse_reason(form.why));
    let (Some(asked_by), Some(what), Some(why)) = (asked_by, what, why) else { return Err(errors) };
    let label = errors.take("what", Line::parse(&format!("{} · {}", what.as_str(), asked_by.as_str())));
    label.map(|label| Elsewhere { label, why }).ok_or(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_what_is_too_much_reads_back() {
        for kind in Kind::ALL {
            assert_eq!(Reported::parse(kind.key()), Ok(Reported::Request(*kind)));
        }
        assert_eq!(Reported::parse(ELSEWHERE), Ok(Reported::Elsewhere));
        assert!(Reported::parse("anything").is_err());
    }

    #[test]
    fn who_asks_what_and_why_it_is_too_much_is_said() {
        let form = ElsewhereForm {
            asked_by: "the grain office",
            what: "purchase",
            why: "far more than is grown here",
        };
        assert_eq!(parse_elsewhere(form).unwrap().label.as_str(), "purchase · the grain office");
        let faults = parse_elsewhere(ElsewhereForm::default()).unwrap_err();
        assert!(["asked_by", "what", "why"].iter().all(|field| faults.at(field).is_some()));
    }
}
