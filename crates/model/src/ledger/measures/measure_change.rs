//! Asking for a later day, or for the long term: what a measure's unit asks for, its head stands behind, and the
//! supervising office decides. One request at a time (PRACTICE 3.2).

use crate::{
    id::{AccountId, MeasureChangeId, MeasureId},
    ledger::measures::{
        measure::{Measure, another_than},
        measure_form::{TimeClass, day_ahead},
    },
    message::{FieldErrors, Message},
    text::{Line, Prose},
    words::words,
};
use jiff::civil::Date;

words! {
    /// What is asked for.
    ChangeKind, "error-change-kind" {
        /// A later day.
        Extension = "extension",
        /// The long term: a goal for the stage, a day to review it, and an expected end.
        LongTerm = "long-term",
    }
}

words! {
    /// How far a request has come.
    ChangeState, "error-change-state" {
        /// Asked for by the unit; waits for its head.
        Requested = "requested",
        /// The head stands behind it; waits for the supervising office.
        UnitApproved = "unit-approved",
        /// Granted: the measure runs by it.
        Granted = "granted",
        /// Declined, by the head or from above.
        Declined = "declined",
    }
}

impl ChangeState {
    /// Whether somebody still has to decide.
    pub fn waits(self) -> bool {
        matches!(self, Self::Requested | Self::UnitApproved)
    }
}

/// What is asked for, read and found to make sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A later day.
    Extension {
        /// The day so far.
        from: Date,
        /// The day asked for.
        to: Date,
    },
    /// The long term.
    LongTerm {
        /// What is to be reached by the review.
        stage_goal: Line,
        /// When it is reviewed.
        review_on: Date,
        /// When it is expected to end.
        ends_on: Date,
    },
}

impl Change {
    /// Which kind.
    pub fn kind(&self) -> ChangeKind {
        match self {
            Self::Extension { .. } => ChangeKind::Extension,
            Self::LongTerm { .. } => ChangeKind::LongTerm,
        }
    }

    /// The day by which the measure is due if it is granted.
    pub fn due_on(&self) -> Date {
        match self {
            Self::Extension { to, .. } => *to,
            Self::LongTerm { review_on, .. } => *review_on,
        }
    }
}

/// A request as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChangeForm<'a> {
    /// Kind.
    pub kind: &'a str,
    /// Why.
    pub reason: &'a str,
    /// The day asked for.
    pub due_on: &'a str,
    /// Goal of the stage.
    pub stage_goal: &'a str,
    /// Day of the review.
    pub review_on: &'a str,
    /// Expected end.
    pub ends_on: &'a str,
}

/// Reads a request about a measure. All faults are told.
pub fn parse_change(
    form: &ChangeForm<'_>,
    measure: &Measure,
    today: Date,
) -> Result<(Change, Prose), FieldErrors> {
    let mut errors = FieldErrors::new();
    let reason = errors.take("reason", Prose::parse_reason(form.reason));
    let change = match errors.take("kind", ChangeKind::parse(form.kind)) {
        Some(ChangeKind::Extension) => extension(form, measure, today, &mut errors),
        Some(ChangeKind::LongTerm) => long_term(form, today, &mut errors),
        None => None,
    };
    match (change, reason) {
        (Some(change), Some(reason)) if errors.is_empty() => Ok((change, reason)),
        _ => Err(errors),
    }
}

fn extension(
    form: &ChangeForm<'_>,
    measure: &Measure,
    today: Date,
    errors: &mut FieldErrors,
) -> Option<Change> {
    let Some(from) = measure.due_on else {
        errors.add("kind", Message::new("error-change-no-day"));
        return None;
    };
    // Later than its day so far, and later than today where that day is past.
    let to = errors.take("due_on", day_ahead(form.due_on, from.max(today)))?;
    Some(Change::Extension { from, to })
}

fn long_term(form: &ChangeForm<'_>, today: Date, errors: &mut FieldErrors) -> Option<Change> {
    let stage_goal = errors.take("stage_goal", Line::parse(form.stage_goal));
    let review_on = errors.take("review_on", day_ahead(form.review_on, today));
    let ends_on = errors.take("ends_on", day_ahead(form.ends_on, today));
    let (stage_goal, review_on, ends_on) = (stage_goal?, review_on?, ends_on?);
    if ends_on < review_on {
        errors.add("ends_on", Message::new("error-change-end"));
        return None;
    }
    Some(Change::LongTerm { stage_goal, review_on, ends_on })
}

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureChange {
    /// Its key.
    pub id: MeasureChangeId,
    /// The measure.
    pub measure: MeasureId,
    /// What is asked for.
    pub change: Change,
    /// Why.
    pub reason: String,
    /// How far it has come.
    pub state: ChangeState,
    /// Who asked.
    pub requested_by: Option<AccountId>,
    /// When.
    pub requested_on: Date,
    /// The head who stands behind it.
    pub approved_by: Option<AccountId>,
    /// What was said when it was decided.
    pub remarks: Option<String>,
    /// When it was decided.
    pub decided_on: Option<Date>,
}

impl MeasureChange {
    /// The state after the head's word by `account`.
    pub fn after_head(&self, account: Option<AccountId>, yes: bool) -> Result<ChangeState, Message> {
        self.waits_in(ChangeState::Requested)?;
        another_than(self.requested_by, account)?;
        Ok(if yes { ChangeState::UnitApproved } else { ChangeState::Declined })
    }

    /// The state after the supervising office's word by `account`.
    pub fn after_office(&self, account: Option<AccountId>, yes: bool) -> Result<ChangeState, Message> {
        self.waits_in(ChangeState::UnitApproved)?;
        another_than(self.requested_by, account)?;
        another_than(self.approved_by, account)?;
        Ok(if yes { ChangeState::Granted } else { ChangeState::Declined })
    }

    fn waits_in(&self, state: ChangeState) -> Result<(), Message> {
        if self.state == state { Ok(()) } else { Err(Message::new("error-change-decided")) }
    }
}

/// Whether a measure takes a request now: while its unit works on it, and no other request waits.
pub fn takes_change(measure: &Measure, all: &[MeasureChange]) -> Result<(), Message> {
    if !measure.state.is_open() {
        return Err(Message::new("error-change-open"));
    }
    if all.iter().any(|change| change.state.waits()) {
        return Err(Message::new("error-change-one"));
    }
    Ok(())
}

/// The time class of a measure after a change was granted.
pub fn granted_class(change: &Change, before: TimeClass) -> TimeClass {
    match change {
        Change::Extension { .. } => before,
        Change::LongTerm { .. } => TimeClass::Standing,
    }
}

/// By what a measure runs once a request was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// By when it is due.
    pub due_on: Date,
    /// Its time class.
    pub time_class: TimeClass,
    /// What is to be reached by the next review.
    pub stage_goal: Option<String>,
    /// When it is expected to end.
    pub ends_on: Option<Date>,
}

impl Running {
    /// What a granted request makes of a measure: a later day leaves the long term as it was.
    pub fn by(change: &Change, measure: &Measure) -> Self {
        let (stage_goal, ends_on) = match change {
            Change::Extension { .. } => (measure.stage_goal.clone(), measure.ends_on),
            Change::LongTerm { stage_goal, ends_on, .. } => {
                (Some(stage_goal.as_str().to_owned()), Some(*ends_on))
            }
        };
        let time_class = granted_class(change, measure.time_class);
        Self { due_on: change.due_on(), time_class, stage_goal, ends_on }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{ProblemId, UnitId},
        ledger::measures::measure::MeasureState,
    };
    use jiff::civil::date as day;

    fn measure(due_on: Option<Date>) -> Measure {
        Measure {
            id: MeasureId(1),
            serial: "x".into(),
            problem: ProblemId(1),
            unit: UnitId(1),
            body: "b".into(),
            owner: "o".into(),
            deliverable: "d".into(),
            time_class: TimeClass::ByDate,
            due_on,
            ends_on: None,
            stage_goal: None,
            state: MeasureState::InProgress,
            progress: 0,
            evidence: None,
            requested_by: None,
            approved_by: None,
            closed_on: None,
        }
    }

    fn change(state: ChangeState) -> MeasureChange {
        MeasureChange {
            id: MeasureChangeId(1),
            measure: MeasureId(1),
            change: Change::Extension { from: day(2015, 9, 1), to: day(2015, 10, 1) },
            reason: "r".into(),
            state,
            requested_by: Some(AccountId(1)),
            requested_on: day(2015, 8, 1),
            approved_by: Some(AccountId(2)),
            remarks: None,
            decided_on: None,
        }
    }

    #[test]
    fn an_extension_names_a_later_day_and_says_why() {
        let today = day(2015, 8, 1);
        let form = ChangeForm {
            kind: "extension",
            reason: "the contractor came three weeks late",
            due_on: "2015-10-01",
            ..ChangeForm::default()
        };
        let (found, _) = parse_change(&form, &measure(Some(day(2015, 9, 1))), today).unwrap();
        assert_eq!(found, Change::Extension { from: day(2015, 9, 1), to: day(2015, 10, 1) });
        let errors = |form: &ChangeForm<'_>, due| parse_change(form, &measure(due), today).unwrap_err();
        let earlier = ChangeForm { due_on: "2015-08-20", reason: "late", ..form };
        let found = errors(&earlier, Some(day(2015, 9, 1)));
        assert_eq!(found.at("due_on").unwrap().key, "error-change-later");
        assert_eq!(found.at("reason").unwrap().key, "error-review-remarks-short");
        assert_eq!(errors(&form, None).at("kind").unwrap().key, "error-change-no-day");
    }

    #[test]
    fn the_long_term_has_a_goal_a_review_and_an_end_after_it() {
        let form = ChangeForm {
            kind: "long-term",
            reason: "the rule works only over several years",
            stage_goal: "half of the offices",
            review_on: "2015-12-01",
            ends_on: "2015-11-01",
            ..ChangeForm::default()
        };
        let read = |form: &ChangeForm<'_>| parse_change(form, &measure(None), day(2015, 8, 1));
        assert_eq!(read(&form).unwrap_err().at("ends_on").unwrap().key, "error-change-end");
        let (found, _) = read(&ChangeForm { ends_on: "2017-12-01", ..form }).unwrap();
        assert_eq!((found.kind(), found.due_on()), (ChangeKind::LongTerm, day(2015, 12, 1)));
        assert_eq!(granted_class(&found, TimeClass::ByDate), TimeClass::Standing);
    }

    #[test]
    fn a_request_passes_three_different_people_and_there_is_one_at_a_time() {
        use ChangeState as S;
        let head = |who, yes| change(S::Requested).after_head(Some(AccountId(who)), yes);
        assert_eq!(head(1, true).unwrap_err().key, "error-measure-own");
        assert_eq!((head(2, true), head(2, false)), (Ok(S::UnitApproved), Ok(S::Declined)));
        let office = |state, who| change(state).after_office(Some(AccountId(who)), true);
        assert!(office(S::UnitApproved, 1).is_err() && office(S::UnitApproved, 2).is_err());
        assert_eq!(office(S::UnitApproved, 3), Ok(S::Granted));
        assert_eq!(office(S::Requested, 3).unwrap_err().key, "error-change-decided", "not past the head");
        let open = measure(None);
        assert_eq!(takes_change(&open, &[change(S::Requested)]).unwrap_err().key, "error-change-one");
        assert_eq!(takes_change(&open, &[change(S::Granted), change(S::Declined)]), Ok(()));
        let asked = Measure { state: MeasureState::ClosureRequested, ..open };
        assert_eq!(takes_change(&asked, &[]).unwrap_err().key, "error-change-open");
    }
}
