//! Plans of units for a round, and their reviews: every one is reviewed, one by one.

use crate::{
    days::from_opening,
    id::{AccountId, PlanId, RoundId, UnitId},
    message::{FieldErrors, Message},
    plans::checklist::Checklist,
    text::{Line, Prose, date, enough, optional},
    units::unit::Tier,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a version of a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanState {
    /// Waits for its review.
    Submitted,
    /// Approved as it is.
    Approved,
    /// Approved, with remarks to heed.
    ApprovedWithRemarks,
    /// Returned with what is missing; the unit submits the next version.
    Returned,
}

impl PlanState {
    /// The words of the states of which something holds.
    pub fn keys_where(holds: impl Fn(Self) -> bool) -> Vec<&'static str> {
        Self::ALL.into_iter().filter(|state| holds(*state)).map(Self::key).collect()
    }

    /// All states.
    pub const ALL: [Self; 4] = [Self::Submitted, Self::Approved, Self::ApprovedWithRemarks, Self::Returned];

    /// The word of the state.
    pub fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::ApprovedWithRemarks => "approved-with-remarks",
            Self::Returned => "returned",
        }
    }

    /// Reads the word of a state.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == text)
    }

    /// Whether the plan may be carried out.
    pub fn is_approved(self) -> bool {
        matches!(self, Self::Approved | Self::ApprovedWithRemarks)
    }
}

/// What a plan says: a text for every section of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanBody {
    /// The theme as the unit puts it.
    pub theme: Line,
    /// Section key → text.
    pub sections: BTreeMap<String, Prose>,
}

/// A version of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its key.
    pub id: PlanId,
    /// The round.
    pub round: RoundId,
    /// Whose it is.
    pub unit: UnitId,
    /// Version, from 1.
    pub version: i32,
    /// How far it has come.
    pub state: PlanState,
    /// Whether no later version follows it.
    pub latest: bool,
    /// The day of the session that it plans.
    pub session_on: Option<Date>,
    /// What it says.
    pub body: PlanBody,
    /// When it was submitted (RFC 3339, UTC).
    pub submitted_at: String,
    /// By whom.
    pub submitted_by: Option<AccountId>,
    /// The head who stands behind it; none for a version from before heads signed.
    pub signed_by: Option<AccountId>,
}

impl Plan {
    /// Whether the unit may submit a next version after this one.
    pub fn may_follow(&self) -> Result<i32, Message> {
        match self.state {
            PlanState::Returned => Ok(self.version + 1),
            PlanState::Submitted => Err(Message::new("error-plan-waits")),
            PlanState::Approved | PlanState::ApprovedWithRemarks => Err(Message::new("error-plan-approved")),
        }
    }

    /// Whether it waits for its review: the latest version alone does.
    pub fn awaits_review(&self) -> Result<(), Message> {
        let waits = self.state == PlanState::Submitted && self.latest;
        if waits { Ok(()) } else { Err(Message::new("error-plan-reviewed")) }
    }

    /// The state after a review.
    pub fn reviewed(&self, review: &Review) -> Result<PlanState, Message> {
        self.awaits_review()?;
        Ok(review.outcome.leads_to())
    }
}

/// A plan as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct PlanForm<'a> {
    /// The theme.
    pub theme: &'a str,
    /// The day of the session, `YYYY-MM-DD`.
    pub session_on: &'a str,
    /// Section key → text.
    pub sections: Vec<(&'a str, &'a str)>,
}

/// Parses a plan of a unit at a tier: every section that it must answer is answered, the others are if it has something to
/// say. The session lies in the round, which begins with `opens_on`. Fields are named `theme`, `session_on`, `section-KEY`.
pub fn parse_plan(
    form: &PlanForm<'_>,
    checklist: &Checklist,
    (tier, opens_on): (Tier, Date),
) -> Result<(PlanBody, Date), FieldErrors> {
    let mut errors = FieldErrors::new();
    let theme = errors.take("theme", Line::parse(form.theme));
    let within = |day| from_opening(day, opens_on);
    let session_on = errors.take("session_on", date(form.session_on).and_then(within));
    let mut sections = BTreeMap::new();
    for key in checklist.keys() {
        let text = form.sections.iter().find(|(found, _)| *found == key).map_or("", |(_, text)| text);
        let parsed = if checklist.must(key, tier) {
            Prose::parse(text).map(Some)
        } else {
            optional(text, Prose::parse)
        };
        if let Some(Some(text)) = errors.take(&format!("section-{key}"), parsed) {
            sections.insert(key.to_owned(), text);
        }
    }
    match (theme, session_on) {
        (Some(theme), Some(session_on)) if errors.is_empty() => {
            Ok((PlanBody { theme, sections }, session_on))
        }
        _ => Err(errors),
    }
}

/// The outcome of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Approve.
    Approve,
    /// Approve with remarks.
    ApproveWithRemarks,
    /// Return with what is missing.
    Return,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::Approve, Self::ApproveWithRemarks, Self::Return];

    /// The state in which it leaves a plan.
    pub fn leads_to(self) -> PlanState {
        match self {
            Self::Approve => PlanState::Approved,
            Self::ApproveWithRemarks => PlanState::ApprovedWithRemarks,
            Self::Return => PlanState::Returned,
        }
    }

    /// The word of the outcome.
    pub fn key(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::ApproveWithRemarks => "approve-with-remarks",
            Self::Return => "return",
        }
    }

    /// Reads the word of an outcome.
    pub fn parse(text: &str) -> Result<Self, Message> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.key() == text)
            .ok_or_else(|| Message::new("error-review-outcome"))
    }
}

/// A review of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The outcome.
    pub outcome: Outcome,
    /// Keys of the checklist that are missing or not good enough.
    pub missing: Vec<String>,
    /// Remarks; empty only with a plain approval.
    pub remarks: String,
}

/// Parses a review. Fields are named `outcome`, `missing`, `remarks`.
pub fn parse_review(
    outcome: &str,
    missing: &[&str],
    remarks: &str,
    checklist: &[String],
) -> Result<Review, FieldErrors> {
    let mut errors = FieldErrors::new();
    let outcome = errors.take("outcome", Outcome::parse(outcome));
    let missing: Vec<_> = missing
        .iter()
        .filter(|key| checklist.iter().any(|known| known == *key))
        .map(|key| (*key).to_owned())
        .collect();
    let remarks = remarks.trim().replace("\r\n", "\n");
    match outcome {
        Some(Outcome::Return) => {
            if missing.is_empty() {
                errors.add("missing", Message::new("error-review-missing"));
            }
            errors.take("remarks", enough(&remarks));
        }
        Some(Outcome::ApproveWithRemarks) if remarks.is_empty() => {
            errors.add("remarks", Message::new("error-review-remarks"));
        }
        _ => {}
    }
    if remarks.chars().count() > Prose::LIMIT {
        errors.add(
            "remarks",
            Message::new("error-text-long")
                .with("length", remarks.chars().count())
                .with("limit", Prose::LIMIT),
        );
    }
    match outcome {
        Some(outcome) if errors.is_empty() => Ok(Review { outcome, missing, remarks }),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checklist() -> Vec<String> {
        vec!["theme-fits".into(), "opinions".into()]
    }

    #[test]
    fn every_section_of_the_checklist_must_be_answered_and_all_gaps_are_told() {
        let form =
            PlanForm { theme: "", session_on: "2015-13-01", sections: vec![("opinions", "from 40 people")] };
        let opens = jiff::civil::date(2015, 5, 1);
        assert_eq!(from_opening(opens, opens), Ok(opens));
        assert!(from_opening(opens.yesterday().unwrap(), opens).is_err());
        let errors = parse_plan(&form, &Checklist::of_all(&checklist()), (Tier(1), opens)).unwrap_err();
        assert_eq!(
            errors.iter().map(|(field, _)| field).collect::<Vec<_>>(),
            ["section-theme-fits", "session_on", "theme"]
        );
    }

    #[test]
    fn a_return_says_what_is_missing_in_at_least_ten_characters() {
        let errors = parse_review("return", &[], "too short", &checklist()).unwrap_err();
        assert!(errors.at("missing").is_some() && errors.at("remarks").is_some());
        let review =
            parse_review("return", &["opinions", "unknown"], "请补充征求意见的范围和人数", &checklist())
                .unwrap();
        assert_eq!(review.missing, ["opinions"]);
    }

    #[test]
    fn a_plain_approval_needs_no_words() {
        assert_eq!(parse_review("approve", &[], "", &checklist()).unwrap().outcome, Outcome::Approve);
        assert!(parse_review("approve-with-remarks", &[], " ", &checklist()).is_err());
        assert!(parse_review("burn", &[], "", &checklist()).is_err());
    }
}
