//! The appeal against a rating: once, with the reason, in time, decided by somebody else. The rating itself stays.

use crate::{
    fraction::Fraction,
    id::AccountId,
    message::{FieldErrors, Message},
    text::Prose,
    words::words,
};
use jiff::{ToSpan, civil::Date};

/// How many days after the first circular of the round a rating can be appealed. Before it there is no last day.
pub const DAYS: i64 = 15;

words! {
    /// How far an appeal has come.
    AppealState, "error-appeal-state" {
        /// Waits for somebody who did not rate.
        Lodged = "lodged",
        /// The rating stands.
        Upheld = "upheld",
        /// Another rating stands beside it and counts.
        Changed = "changed",
    }
}

impl AppealState {
    /// Whether it waits for a decision.
    pub fn is_open(self) -> bool {
        self == Self::Lodged
    }

    /// The state after a decision; an appeal is decided once.
    pub fn decided(self, outcome: Self) -> Result<Self, Message> {
        match (self, outcome) {
            (Self::Lodged, Self::Upheld | Self::Changed) => Ok(outcome),
            (Self::Lodged, Self::Lodged) => {
                Err(Message::new("error-appeal-state").with("text", outcome.key()))
            }
            _ => Err(Message::new("error-appeal-decided")),
        }
    }
}

/// The last day for an appeal; none while the result is not published.
pub fn last_day(published_on: Option<Date>) -> Option<Date> {
    published_on.map(|day| day.saturating_add(DAYS.days()))
}

/// Whether a rating can be appealed today.
pub fn in_time(published_on: Option<Date>, today: Date) -> Result<(), Message> {
    match last_day(published_on) {
        Some(last) if today > last => Err(Message::new("error-appeal-late").with("day", last.to_string())),
        _ => Ok(()),
    }
}

/// Nobody decides on their own rating, nor on sheets of their own.
pub fn may_decide(
    decider: Option<AccountId>,
    rated_by: Option<AccountId>,
    marked_by: &[AccountId],
) -> Result<(), Message> {
    let own = decider.is_none_or(|decider| rated_by == Some(decider) || marked_by.contains(&decider));
    if own { Err(Message::new("error-appeal-own")) } else { Ok(()) }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// How it ends.
    pub outcome: AppealState,
    /// Why.
    pub reason: Prose,
    /// The score that counts from now on, out of 100, where it is changed.
    pub score: Option<Fraction>,
}

/// Reads a decision: fields `outcome`, `reason`, `score`.
pub fn parse_decision(outcome: &str, reason: &str, score: &str) -> Result<Decision, FieldErrors> {
    let mut errors = FieldErrors::new();
    let outcome =
        errors.take("outcome", AppealState::parse(outcome).and_then(|to| AppealState::Lodged.decided(to)));
    let reason = errors.take("reason", Prose::parse_reason(reason));
    let score = match outcome {
        Some(AppealState::Changed) => errors.take("score", parse_score(score)),
        _ => None,
    };
    match (outcome, reason) {
        (Some(outcome), Some(reason)) if errors.is_empty() => Ok(Decision { outcome, reason, score }),
        _ => Err(errors),
    }
}

fn parse_score(text: &str) -> Result<Fraction, Message> {
    let hundred = Fraction::whole(100);
    let score = Fraction::parse(text.trim()).ok().filter(|score| (Fraction::ZERO..=hundred).contains(score));
    score.ok_or_else(|| Message::new("error-appeal-score"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_appeal_is_in_time_until_its_last_day_and_decided_once() {
        let published = Some(date(2015, 7, 1));
        assert_eq!(in_time(None, date(2016, 1, 1)), Ok(()));
        assert_eq!(in_time(published, date(2015, 7, 16)), Ok(()));
        assert_eq!(in_time(published, date(2015, 7, 17)).unwrap_err().key, "error-appeal-late");
        assert_eq!(
            AppealState::Upheld.decided(AppealState::Changed).unwrap_err().key,
            "error-appeal-decided"
        );
    }

    #[test]
    fn whoever_rated_or_marked_does_not_decide() {
        let (rater, marker, other) = (AccountId(1), AccountId(2), AccountId(3));
        for own in [Some(rater), Some(marker), None] {
            assert!(may_decide(own, Some(rater), &[marker]).is_err());
        }
        assert_eq!(may_decide(Some(other), Some(rater), &[marker]), Ok(()));
    }

    #[test]
    fn a_changed_rating_has_a_score_and_every_decision_a_reason() {
        let errors = parse_decision("changed", "", "101").unwrap_err();
        assert!(errors.at("reason").is_some() && errors.at("score").is_some());
        assert!(parse_decision("lodged", "why", "").is_err());
        assert_eq!(
            parse_decision("changed", "a sheet was missing", "82.5").unwrap().score,
            Fraction::parse("82.5").ok()
        );
        assert_eq!(parse_decision("upheld", "all sheets were there", "").unwrap().score, None);
    }
}
