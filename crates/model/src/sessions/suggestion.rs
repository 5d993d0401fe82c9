//! A lesson that a speaker drew for a unit beneath: a suggestion, which that unit takes up or declines.

use crate::{message::Message, words::words};

words! {
    /// How far a suggestion has come.
    SuggestionState, "error-suggestion-state" {
        /// Waits for the unit.
        Offered = "offered",
        /// The unit opened a problem for it.
        Accepted = "accepted",
        /// The unit declined, with the reason.
        Declined = "declined",
    }
}

impl SuggestionState {
    /// Whether it waits for the unit.
    pub fn is_open(self) -> bool {
        self == Self::Offered
    }

    /// The state after the unit's answer; a suggestion is answered once.
    pub fn answered(self, accepted: bool) -> Result<Self, Message> {
        match self {
            Self::Offered if accepted => Ok(Self::Accepted),
            Self::Offered => Ok(Self::Declined),
            _ => Err(Message::new("error-suggestion-answered")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_is_answered_once() {
        for accepted in [true, false] {
            let answered = SuggestionState::Offered.answered(accepted).unwrap();
            assert_eq!(answered.answered(!accepted).unwrap_err().key, "error-suggestion-answered");
        }
    }
}
