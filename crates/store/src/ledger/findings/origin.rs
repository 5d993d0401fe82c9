//! From which records problems were opened.

use crate::{
    Work,
    batch::next_id,
    error::{Result, StoreError},
    ledger::findings::problem::problems_for,
    opens::opens,
    schema::{origin, problem},
};
use diesel::prelude::*;
use earnest_model::{
    id::ProblemId,
    ledger::findings::origin::OriginKind,
    permit::{Permit, Writes},
};

/// A record that asks for a problem: its kind, its key, the place within it.
pub type OriginOf = (OriginKind, i64, i32);

opens! {
    /// Says which record a problem answers: whoever reports it, and whoever names one that is there.
    LinksProblem: ReportProblems, FollowUpCircular
}

impl Work<'_> {
    /// Writes that a problem of the permit's unit answers a record. Said twice it is said once.
    pub fn origin_insert<A: LinksProblem + Writes, K>(
        &mut self,
        permit: &Permit<A, K>,
        problem: ProblemId,
        (kind, record, place): OriginOf,
    ) -> Result<()>
    where
        K: Copy,
    {
        let connection = self.under(permit);
        let own = problem::id.eq(problem.0).and(problem::unit_id.eq(permit.unit().0));
        let known: i64 = problems_for(permit.sight()).filter(own).count().first(connection)?;
        if known == 0 {
            return Err(StoreError::NotFound);
        }
        let there: i64 = origin::table
            .filter(origin::kind.eq(kind.key()).and(origin::record_id.eq(record)))
            .filter(origin::place.eq(place).and(origin::problem_id.eq(problem.0)))
            .count()
            .first(connection)?;
        if there > 0 {
            return Ok(());
        }
        let id = next_id!(connection, origin);
        diesel::insert_into(origin::table)
            .values((
                origin::id.eq(id),
                origin::problem_id.eq(problem.0),
                origin::unit_id.eq(permit.unit().0),
                origin::kind.eq(kind.key()),
                origin::record_id.eq(record),
                origin::place.eq(place),
                origin::linked_on.eq(permit.on().to_string()),
                origin::account_id.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(())
    }
}
