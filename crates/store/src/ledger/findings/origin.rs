//! From which records problems were opened.

use crate::{Work, batch::next_id, error::Result, schema::origin};
use diesel::prelude::*;
use earnest_model::{
    id::ProblemId,
    ledger::findings::origin::OriginKind,
    permit::{Action, Permit},
};

/// A record that asks for a problem: its kind, its key, the place within it.
pub type OriginOf = (OriginKind, i64, i32);

impl Work<'_> {
    /// Writes that a problem of the permit's unit answers a record. Said twice it is said once.
    pub fn origin_insert<A: Action>(
        &mut self,
        permit: &Permit<A>,
        problem: ProblemId,
        (kind, record, place): OriginOf,
    ) -> Result<()> {
        let there: i64 = origin::table
            .filter(origin::kind.eq(kind.key()).and(origin::record_id.eq(record)))
            .filter(origin::place.eq(place).and(origin::problem_id.eq(problem.0)))
            .count()
            .first(&mut *self.connection)?;
        if there > 0 {
            return Ok(());
        }
        let id = next_id!(self.connection, origin);
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
            .execute(&mut *self.connection)?;
        Ok(())
    }
}
