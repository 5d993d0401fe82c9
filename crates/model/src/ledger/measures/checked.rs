//! What somebody saw of a measure on the spot: the step that it takes, and what stands when it is withdrawn.

use crate::ledger::measures::measure::{Measure, MeasureState, Step};
use jiff::civil::Date;

impl Measure {
    /// The step by which a check on the spot comes into the history: what is done by the ledger and not on the spot is on
    /// the ledger again; what is not done by the ledger either is marked for whoever will verify it. What was closed after
    /// the day of the check may be as it should by now: it is marked, too.
    pub fn checked(&self, as_reported: bool, on: Date) -> Step {
        let closed_before = self.state.counts_as_done() && self.closed_on.is_none_or(|closed| closed <= on);
        match (as_reported, closed_before) {
            (true, _) => Step::Checked,
            (false, true) => Step::Refute,
            (false, false) => Step::Doubted,
        }
    }

    /// What stood before a visit refuted it, once no check bears that out any more: the state, and the day of the closure. `None`
    /// where something was done since, or where another check saw the same. `history`: all its steps with their days, the
    /// oldest first; `stands`: of each check among them, in the same order, whether it stands.
    pub fn stood_before(
        &self,
        history: &[(Step, Date)],
        stands: &[bool],
    ) -> Option<(MeasureState, Option<Date>)> {
        // Whatever the unit does leads out of this state.
        if self.state != MeasureState::Refuted {
            return None;
        }
        let refuted = history.iter().rposition(|(step, _)| *step == Step::Refute)?;
        let (before, since) = history.split_at_checked(refuted)?;
        let checks_before = before.iter().filter(|(step, _)| step.is_check()).count();
        let mut checks =
            since.iter().filter(|(step, _)| step.is_check()).zip(stands.iter().skip(checks_before));
        if checks.any(|((step, _), stands)| *stands && *step != Step::Checked) {
            return None;
        }
        let closing = |step: Step| matches!(step, Step::Close | Step::ClosePeriod);
        let (step, closed_on) = before.iter().rev().find(|(step, _)| closing(*step))?;
        let held =
            before.iter().rev().take_while(|(step, _)| !closing(*step)).any(|(step, _)| *step == Step::Hold);
        let state = match step {
            Step::ClosePeriod => MeasureState::ClosedForPeriod,
            _ if held => MeasureState::Held,
            _ => MeasureState::Closed,
        };
        Some((state, Some(*closed_on)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::AccountId, ledger::measures::measure::tests::measure};

    #[test]
    fn a_check_on_the_spot_reopens_what_is_closed_and_marks_what_is_not() {
        use MeasureState as S;
        for state in S::ALL {
            let seen = measure(*state);
            let done = matches!(state, S::Closed | S::Held | S::ClosedForPeriod);
            let after = |step| seen.after(step, Some(AccountId(9)), false);
            let day = jiff::civil::date(2015, 6, 2);
            assert_eq!(after(seen.checked(true, day)), Ok(*state), "{state:?}: as the ledger says");
            let otherwise = if done { S::Refuted } else { *state };
            assert_eq!(after(seen.checked(false, day)), Ok(otherwise), "{state:?}: not as the ledger says");
            let closed = |on| Measure { closed_on: Some(on), ..seen.clone() }.checked(false, day);
            let step = if done { Step::Refute } else { Step::Doubted };
            assert_eq!(closed(day), step, "{state:?}");
            let later = jiff::civil::date(2015, 6, 3);
            assert_eq!(closed(later), Step::Doubted, "{state:?}: what was closed since is marked alone");
        }
    }

    #[test]
    fn what_no_check_bears_out_any_more_stands_as_before_and_what_was_done_since_stays() {
        use MeasureState as S;
        let day = |day| jiff::civil::date(2015, 6, day);
        let closed = [(Step::Request, day(1)), (Step::Approve, day(2)), (Step::Close, day(3))];
        let before = |more: &[(Step, Date)], state, stands: &[bool]| {
            let history: Vec<_> = closed.iter().chain(more).copied().collect();
            measure(state).stood_before(&history, stands)
        };
        let refuted = (Step::Refute, day(5));
        assert_eq!(before(&[refuted], S::Refuted, &[false]), Some((S::Closed, Some(day(3)))));
        assert_eq!(before(&[refuted], S::Refuted, &[true]), None, "it is borne out");
        let held = [(Step::Hold, day(4)), refuted];
        assert_eq!(before(&held, S::Refuted, &[false]), Some((S::Held, Some(day(3)))));
        let again = [refuted, (Step::Doubted, day(6)), (Step::Checked, day(7))];
        assert_eq!(before(&again, S::Refuted, &[false, true, true]), None, "a second visit saw the same");
        assert_eq!(before(&again, S::Refuted, &[false, false, true]), Some((S::Closed, Some(day(3)))));
        let seen = [(Step::Checked, day(4)), refuted];
        assert_eq!(before(&seen, S::Refuted, &[true, false]), Some((S::Closed, Some(day(3)))));
        let twice = [refuted, (Step::Restore, day(6)), (Step::Refute, day(8))];
        assert_eq!(before(&twice, S::Refuted, &[false, false]), Some((S::Closed, Some(day(3)))));
        let worked = [refuted, (Step::Progress, day(6))];
        assert_eq!(before(&worked, S::InProgress, &[false]), None, "the unit went to work");
        let period = [(Step::ClosePeriod, day(4)), refuted];
        assert_eq!(
            measure(S::Refuted).stood_before(&period, &[false]),
            Some((S::ClosedForPeriod, Some(day(4))))
        );
    }
}
