//! What others found is put into a problem that is there already, and taken out of it again.

use crate::{
    ledger::{findings::problem::ProblemState, measures::measure::MeasureState},
    message::Message,
};

/// A problem that stands on a list, as what others found is put into it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// How far it has come.
    pub state: ProblemState,
    /// How far its measures have come.
    pub measures: &'a [MeasureState],
}

impl Named<'_> {
    /// Whether something that was found may be put into it, by the unit's head or not, with one more measure or not. What is
    /// signed is the head's: the act is the signature. Where nothing is left to do, somebody says what is done about the finding.
    ///
    /// # Errors
    /// Why not.
    pub fn takes(&self, by_head: bool, with_measure: bool) -> Result<(), Message> {
        if self.state.is_settled() {
            return Err(Message::new("error-problem-settled"));
        }
        if self.state == ProblemState::Signed && !by_head {
            return Err(Message::new("error-take-up-head"));
        }
        if !with_measure && self.measures.iter().all(|state| state.counts_as_done()) {
            return Err(Message::new("error-take-up-measure"));
        }
        Ok(())
    }

    /// Whether something that was found may be taken out of it again, by the unit's head or not.
    ///
    /// # Errors
    /// Why not.
    pub fn lets_go(&self, by_head: bool) -> Result<(), Message> {
        if self.state == ProblemState::Signed && !by_head {
            return Err(Message::new("error-take-up-head"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_goes_into_a_signed_problem_by_the_head_and_into_a_closed_one_with_a_measure() {
        use MeasureState as M;
        use ProblemState as P;
        let takes = |state, measures: &[M], head, measure| {
            Named { state, measures }.takes(head, measure).map_err(|message| message.key)
        };
        let open = [M::Closed, M::InProgress];
        assert_eq!(takes(P::Signed, &open, false, false), Err("error-take-up-head"));
        assert_eq!(takes(P::Signed, &open, true, false), Ok(()));
        assert_eq!(takes(P::Reported, &open, false, false), Ok(()), "the head has it before them yet");
        for done in [&[M::Closed, M::Held][..], &[M::ClosedForPeriod], &[]] {
            assert_eq!(takes(P::Signed, done, true, false), Err("error-take-up-measure"), "{done:?}");
            assert_eq!(takes(P::Signed, done, true, true), Ok(()));
            assert_eq!(takes(P::Signed, done, false, true), Err("error-take-up-head"));
        }
        assert_eq!(takes(P::Merged, &open, true, true), Err("error-problem-settled"));
        assert!(Named { state: P::Signed, measures: &open }.lets_go(false).is_err());
        assert!(Named { state: P::Returned, measures: &open }.lets_go(false).is_ok());
    }
}
