//! Measures and the chain by which one is closed: requested, approved by the head, verified by another party, looked back at.

use crate::{
    id::{AccountId, MeasureId, ProblemId, UnitId},
    late::is_late,
    ledger::measures::measure_form::TimeClass,
    message::Message,
    text::enough,
    words::words,
};
use jiff::civil::Date;

words! {
    /// How far a measure has come.
    MeasureState, "error-measure-state" {
        /// Set; nothing reported yet.
        Registered = "registered",
        /// Under way.
        InProgress = "in-progress",
        /// The unit asks for its closure.
        ClosureRequested = "closure-requested",
        /// The unit's head stands behind the request.
        UnitApproved = "unit-approved",
        /// Sent back with what is still required.
        Returned = "returned",
        /// Closed after verification from outside the unit.
        Closed = "closed",
        /// Standing, and closed for the period: its day is that of the next review.
        ClosedForPeriod = "closed-for-period",
        /// Closed, looked back at, and it had held.
        Held = "held",
        /// Closed once, but it had not held: on the ledger again, with all its history.
        Reopened = "reopened",
        /// Closed once, but a visit saw otherwise: on the ledger again, with all its history.
        Refuted = "refuted",
    }
}

words! {
    /// A step in the life of a measure.
    Step, "error-step" {
        /// Progress was reported.
        Progress = "progress",
        /// Closure was requested.
        Request = "request",
        /// The head approved the request.
        Approve = "approve",
        /// The request was sent back.
        Return = "return",
        /// It was verified and closed.
        Close = "close",
        /// It was verified and closed for the period, with the day of the next review.
        ClosePeriod = "close-period",
        /// A look-back found that it had held.
        Hold = "hold",
        /// A look-back found that it had not.
        Reopen = "reopen",
        /// Somebody saw on the spot that it is as the ledger says.
        Checked = "checked",
        /// Somebody saw on the spot that it is not as the ledger says, or had seen it before it was closed.
        Doubted = "doubted",
        /// Somebody saw on the spot that what is closed is not so.
        Refute = "refute",
        /// What somebody had seen on the spot was withdrawn.
        Withdraw = "withdraw",
        /// It was withdrawn, and with it what had put the measure on the ledger again.
        Restore = "restore",
    }
}

words! {
    /// The word of whoever verifies a request for closure.
    Verdict, "error-choice" {
        /// It is closed.
        Yes = "yes",
        /// It is closed for the period.
        Period = "period",
        /// It goes back with what is still required.
        No = "no",
    }
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its key.
    pub id: MeasureId,
    /// Its serial.
    pub serial: String,
    /// The problem.
    pub problem: ProblemId,
    /// Whose.
    pub unit: UnitId,
    /// What is done.
    pub body: String,
    /// The post that owns it.
    pub owner: String,
    /// What will be there when it is done.
    pub deliverable: String,
    /// When.
    pub time_class: TimeClass,
    /// By when.
    pub due_on: Option<Date>,
    /// What is to be reached by the next review, where the long term was granted.
    pub stage_goal: Option<String>,
    /// When the long term is expected to end.
    pub ends_on: Option<Date>,
    /// How far.
    pub state: MeasureState,
    /// Reported progress in percent.
    pub progress: i32,
    /// What proves it.
    pub evidence: Option<String>,
    /// Who asked for its closure.
    pub requested_by: Option<AccountId>,
    /// Who approved that.
    pub approved_by: Option<AccountId>,
    /// When it was closed.
    pub closed_on: Option<Date>,
}

impl Step {
    /// Whether a check on the spot takes it: every check takes one.
    pub fn is_check(self) -> bool {
        matches!(self, Self::Checked | Self::Doubted | Self::Refute)
    }
}

impl MeasureState {
    /// Whether the unit works on it: reports progress, attaches evidence, asks for its closure.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Registered
                | Self::InProgress
                | Self::Returned
                | Self::Reopened
                | Self::Refuted
                | Self::ClosedForPeriod
        )
    }

    /// Whether the measure counts as closed.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Closed | Self::Held)
    }

    /// The words of the states that count as closed: what a query asks for.
    pub fn closed_keys() -> Vec<&'static str> {
        Self::keys_where(Self::is_closed)
    }

    /// Whether the ledger says that there is nothing to do, for good or for the period.
    pub fn counts_as_done(self) -> bool {
        self.is_closed() || self == Self::ClosedForPeriod
    }
}

impl Measure {
    /// Whether its day is past and it is not closed.
    pub fn is_overdue(&self, today: Date) -> bool {
        !self.state.is_closed() && is_late(self.due_on, today)
    }

    /// The state after a step by `account` (none: the operator), or why it can't be taken. `proven`: there is evidence,
    /// in words or as a file. A standing measure is closed for the period, and for good only where an end is known.
    pub fn after(
        &self,
        step: Step,
        account: Option<AccountId>,
        proven: bool,
    ) -> Result<MeasureState, Message> {
        use MeasureState as S;
        let open = self.state.is_open();
        let wrong_state =
            || Message::new("error-measure-step").with("state", self.state.key()).with("step", step.key());
        match step {
            Step::Progress if open => Ok(S::InProgress),
            Step::Request if open => {
                if !proven {
                    return Err(Message::new("error-measure-evidence"));
                }
                Ok(S::ClosureRequested)
            }
            Step::Approve if self.state == S::ClosureRequested => {
                another_than(self.requested_by, account)?;
                Ok(S::UnitApproved)
            }
            Step::Close | Step::ClosePeriod if self.state == S::UnitApproved => {
                another_than(self.requested_by, account)?;
                another_than(self.approved_by, account)?;
                let standing = self.time_class == TimeClass::Standing;
                match step {
                    Step::ClosePeriod if standing => Ok(S::ClosedForPeriod),
                    Step::Close if !standing || self.ends_on.is_some() => Ok(S::Closed),
                    _ if standing => Err(Message::new("error-measure-standing")),
                    _ => Err(wrong_state()),
                }
            }
            Step::Return if matches!(self.state, S::ClosureRequested | S::UnitApproved) => Ok(S::Returned),
            // One look-back is not the last one.
            Step::Hold if self.state.is_closed() => Ok(S::Held),
            Step::Reopen if self.state.counts_as_done() => Ok(S::Reopened),
            Step::Refute if self.state.counts_as_done() => Ok(S::Refuted),
            // What was seen on the spot stands in the history, and so does that it was withdrawn.
            Step::Checked | Step::Doubted | Step::Withdraw => Ok(self.state),
            // What stood before is told by the history alone: `stood_before`.
            _ => Err(wrong_state()),
        }
    }

    /// Whoever has a request sends it back: the unit's head until they approve it, and from then on whoever verifies it. An
    /// approval is a signature; what was handed on is not taken back behind whoever has it now.
    pub fn sent_back_by(&self, head: bool) -> Result<(), Message> {
        let with = if head { MeasureState::ClosureRequested } else { MeasureState::UnitApproved };
        if self.state == with {
            return Ok(());
        }
        Err(Message::new("error-measure-step")
            .with("state", self.state.key())
            .with("step", Step::Return.key()))
    }

    /// Whether the day has come on which a standing measure is expected to end: before it, only the period is closed.
    pub fn has_come_to_its_end(&self, today: Date) -> bool {
        self.ends_on.is_some_and(|day| day <= today)
    }

    /// Whether a closure of it would be for good on that day: a standing measure is closed for the period until its end has come.
    pub fn closes_for_good(&self, today: Date) -> bool {
        self.time_class != TimeClass::Standing || self.has_come_to_its_end(today)
    }
}

/// Nobody approves, grants or closes what they asked for themselves.
pub(super) fn another_than(first: Option<AccountId>, now: Option<AccountId>) -> Result<(), Message> {
    if first.is_some() && first == now { Err(Message::new("error-measure-own")) } else { Ok(()) }
}

/// Remarks of a step: a return and a reopening must say enough.
pub fn check_remarks(step: Step, remarks: &str) -> Result<String, Message> {
    let remarks = remarks.trim().replace("\r\n", "\n");
    let length = remarks.chars().count();
    if matches!(
        step,
        Step::Return | Step::Reopen | Step::Doubted | Step::Refute | Step::Withdraw | Step::Restore
    ) {
        enough(&remarks)?;
    }
    if length > crate::text::Prose::LIMIT {
        return Err(Message::new("error-text-long")
            .with("length", length)
            .with("limit", crate::text::Prose::LIMIT));
    }
    Ok(remarks)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A measure of a state, for the tests of the rules about measures.
    pub(in crate::ledger::measures) fn measure(state: MeasureState) -> Measure {
        Measure {
            id: MeasureId(1),
            serial: "x".into(),
            problem: ProblemId(1),
            unit: UnitId(1),
            body: "b".into(),
            owner: "o".into(),
            deliverable: "d".into(),
            time_class: TimeClass::ByDate,
            due_on: Some(jiff::civil::date(2015, 9, 1)),
            stage_goal: None,
            ends_on: None,
            state,
            progress: 0,
            evidence: None,
            requested_by: Some(AccountId(1)),
            approved_by: Some(AccountId(2)),
            closed_on: None,
        }
    }

    #[test]
    fn a_closure_needs_evidence_and_three_different_people() {
        use MeasureState as S;
        let request = |proven| measure(S::InProgress).after(Step::Request, Some(AccountId(1)), proven);
        assert_eq!(request(false).unwrap_err().key, "error-measure-evidence");
        assert_eq!(request(true), Ok(S::ClosureRequested));
        let approve = |who| measure(S::ClosureRequested).after(Step::Approve, Some(AccountId(who)), false);
        assert_eq!(approve(1).unwrap_err().key, "error-measure-own");
        assert_eq!(approve(2), Ok(S::UnitApproved));
        let close = |who| measure(S::UnitApproved).after(Step::Close, Some(AccountId(who)), false);
        assert!(close(1).is_err() && close(2).is_err());
        assert_eq!(close(3), Ok(S::Closed));
    }

    #[test]
    fn a_standing_measure_is_closed_for_the_period_and_comes_up_again() {
        use MeasureState as S;
        let standing = |state| Measure { time_class: TimeClass::Standing, ..measure(state) };
        let verifier = Some(AccountId(3));
        let close = |step, measure: &Measure| measure.after(step, verifier, true);
        let approved = standing(S::UnitApproved);
        assert_eq!(close(Step::Close, &approved).unwrap_err().key, "error-measure-standing");
        assert_eq!(close(Step::ClosePeriod, &approved), Ok(S::ClosedForPeriod));
        assert!(close(Step::ClosePeriod, &measure(S::UnitApproved)).is_err(), "only a standing one");
        let ending = Measure { ends_on: Some(jiff::civil::date(2015, 12, 1)), ..approved };
        assert_eq!(close(Step::Close, &ending), Ok(S::Closed), "an end is known");
        let period = standing(S::ClosedForPeriod);
        assert!(period.is_overdue(jiff::civil::date(2015, 10, 1)), "its review is overdue");
        assert!(!period.is_overdue(jiff::civil::date(2015, 8, 1)));
        assert_eq!(close(Step::Request, &period), Ok(S::ClosureRequested), "the next period");
        assert!(close(Step::Hold, &period).is_err(), "it never leaves the ledger by a look-back");
        assert_eq!(close(Step::Reopen, &period), Ok(S::Reopened));
    }

    #[test]
    fn a_closed_measure_is_never_overdue_and_a_reopened_one_may_be() {
        let late = jiff::civil::date(2015, 10, 1);
        assert!(measure(MeasureState::InProgress).is_overdue(late));
        assert!(!measure(MeasureState::Closed).is_overdue(late));
        assert!(measure(MeasureState::Reopened).is_overdue(late));
    }

    proptest! {
        #[test]
        fn whatever_the_steps_nothing_is_closed_without_request_and_approval(steps in proptest::collection::vec(0..Step::ALL.len(), 0..30)) {
            let mut now = measure(MeasureState::Registered);
            let (mut requested, mut approved) = (false, false);
            for (turn, step) in steps.into_iter().enumerate() {
                let step = Step::ALL[step];
                let Ok(next) = now.after(step, Some(AccountId(10 + turn as i64)), true) else { continue };
                match step {
                    Step::Request => { requested = true; approved = false; }
                    Step::Approve => approved = requested,
                    Step::Close | Step::ClosePeriod => prop_assert!(requested && approved),
                    Step::Return | Step::Reopen | Step::Refute => { requested = false; approved = false; }
                    _ => {}
                }
                now.state = next;
            }
        }
    }
}
