//! In whose hands a thing is that a desk asks of several people of one unit. It stays on the desk of all of them.

use super::owed::{OwedKind, Reach};
use crate::words::words;

words! {
    /// What is done with a thing that several are asked for.
    TakingStep, "error-taking-step" {
        /// Somebody does it themselves.
        Take = "take",
        /// It is handed on to a named colleague.
        HandOn = "hand-on",
        /// It is in nobody's hands any more.
        PutBack = "put-back",
    }
}

impl OwedKind {
    /// Whether a thing of this kind is asked of a unit, so that one of several people takes it. What is asked of one person is
    /// theirs already.
    pub fn is_taken(self) -> bool {
        self.reach() != Reach::Person
    }

    /// What tells a thing of this kind from any other on the desk of a unit: its record, and where several things have one
    /// record, or one record is asked of several units, what tells these apart.
    pub fn thing(self, id: i64, label: &str, unit_code: &str) -> String {
        match self {
            Self::Turn | Self::Activity | Self::Unmanned => format!("{id} {label} {unit_code}"),
            _ => id.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_one_person_is_taken_by_nobody() {
        assert!(!OwedKind::Sheet.is_taken() && !OwedKind::LookBack.is_taken());
        assert!(OwedKind::PlanReview.is_taken() && OwedKind::ClosureVerification.is_taken());
    }

    #[test]
    fn things_of_one_record_are_told_apart() {
        let rate = OwedKind::Turn.thing(3, "rate", "P");
        assert_ne!(rate, OwedKind::Turn.thing(3, "tell", "P"));
        assert_ne!(OwedKind::Unmanned.thing(3, "head", "A"), OwedKind::Unmanned.thing(3, "head", "B"));
        assert_eq!(OwedKind::PlanReview.thing(7, "submitted", "A"), "7");
    }
}
