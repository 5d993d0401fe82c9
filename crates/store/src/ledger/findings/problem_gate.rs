//! The gate before a problem counts: the head's sign-off, a return with what is missing, a correction.

use crate::{
    Reader, Work,
    error::{Result, StoreError, one},
    ledger::{
        findings::{
            problem::{Problem, ProblemRow, check_problem, problems_for},
            proposal,
        },
        standing,
    },
    schema::problem,
};
use diesel::prelude::*;
use earnest_model::{
    id::ProblemId,
    ledger::findings::problem::{Correction, ProblemState, return_takes_out},
    permit::{CorrectProblem, Permit, ReadLedger, ReturnProblem, SignFindings},
    text::{Line, Prose},
};

/// Problems that wait for the word of their unit's head.
#[diesel::dsl::auto_type(no_type_alias)]
fn problem_waits_for_head() -> _ {
    let reported: &'static str = ProblemState::Reported.key();
    problem::state.eq(reported)
}

impl Work<'_> {
    /// Signs reported problems of the permit's unit. Anything that is not a reported problem of it refuses all.
    pub fn findings_sign(&mut self, permit: &Permit<SignFindings>, ids: &[ProblemId]) -> Result<()> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let set = (
            problem::state.eq(ProblemState::Signed.key()),
            problem::missing.eq(None::<String>),
            problem::signed_by.eq(permit.account().map(|account| account.0)),
            problem::signed_on.eq(Some(permit.on().to_string())),
        );
        let mut signed = 0;
        let connection = self.under(permit);
        // SQLite takes a limited number of values in one statement.
        for some in ids.chunks(500) {
            signed += diesel::update(problem::table)
                .filter(problem::unit_id.eq(permit.unit().0).and(problem::id.eq_any(some)))
                .filter(problem_waits_for_head())
                .set(set.clone())
                .execute(connection)?;
        }
        if signed != ids.len() {
            return Err(StoreError::NotFound);
        }
        proposal::take_over(connection, &ids)?;
        standing::problems(connection, &ids, permit.on())
    }

    /// Returns the permit's problem with what is missing, until it is corrected and signed. From above, it does not count
    /// meanwhile; by its own head, it goes on counting as it was signed, if it was.
    pub fn problem_return(&mut self, permit: &Permit<ReturnProblem, ProblemId>, missing: &str) -> Result<()> {
        let set = (
            problem::state.eq(ProblemState::Returned.key()),
            problem::missing.eq(Some(missing)),
            problem::signed_by.eq(None::<i64>),
            problem::signed_on.eq(None::<String>),
        );
        let connection = self.under(permit);
        check_problem(connection, permit)?;
        let own = problem::id.eq(permit.key().0).and(problem::unit_id.eq(permit.unit().0));
        let takes_out = return_takes_out(permit.roles());
        if !takes_out && proposal::stands_signed(connection, permit.key().0)? {
            // What the head sends back is the proposal: the words that were signed stay signed.
            let set = (problem::state.eq(ProblemState::Returned.key()), problem::missing.eq(Some(missing)));
            return one(diesel::update(problem::table.filter(own)).set(set).execute(connection)?);
        }
        one(diesel::update(problem::table.filter(own)).set(set).execute(connection)?)?;
        if takes_out {
            standing::problems(connection, &[permit.key().0], permit.on())?;
        }
        Ok(())
    }

    /// Writes the permit's problem anew; it waits for the head again. Was it signed before, the signed words stand, and go on
    /// counting as they were signed: the correction is a proposal beside them until the head signs it.
    pub fn problem_correct(
        &mut self,
        permit: &Permit<CorrectProblem, ProblemId>,
        new: &Correction,
    ) -> Result<()> {
        let customary = &new.customary;
        let set = (
            problem::aspect.eq(&new.aspect),
            problem::body.eq(new.body.as_str()),
            problem::instance.eq(new.instance.as_str()),
            problem::root_cause.eq(customary.root_cause.as_ref().map(Prose::as_str)),
            problem::target.eq(customary.target.as_ref().map(Line::as_str)),
            problem::leader.eq(customary.leader.as_ref().map(Line::as_str)),
            problem::assisting.eq(customary.assisting.as_ref().map(Line::as_str)),
            problem::contact.eq(customary.contact.as_ref().map(Line::as_str)),
            problem::state.eq(ProblemState::Reported.key()),
            problem::missing.eq(None::<String>),
            problem::signed_by.eq(None::<i64>),
            problem::signed_on.eq(None::<String>),
        );
        let connection = self.under(permit);
        check_problem(connection, permit)?;
        let id = permit.key().0;
        let own = problem::id.eq(id).and(problem::unit_id.eq(permit.unit().0));
        if proposal::stands_signed(connection, id)? {
            let by = permit.account().map(|account| account.0);
            proposal::propose(connection, (id, new), (permit.on(), by))?;
            let set = (problem::state.eq(ProblemState::Reported.key()), problem::missing.eq(None::<String>));
            return one(diesel::update(problem::table.filter(own)).set(set).execute(connection)?);
        }
        proposal::withdraw(connection, &[id])?;
        one(diesel::update(problem::table.filter(own)).set(set).execute(connection)?)
    }
}

impl Reader<'_> {
    /// Problems of the permit's unit itself in a state, in the order in which they were registered.
    pub fn problems_in(&mut self, permit: &Permit<ReadLedger>, state: ProblemState) -> Result<Vec<Problem>> {
        let rows: Vec<ProblemRow> = problems_for(permit.sight())
            .filter(problem::unit_id.eq(permit.unit().0).and(problem::state.eq(state.key())))
            .order(problem::id.asc())
            .select(ProblemRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Problem::try_from).collect()
    }
}
