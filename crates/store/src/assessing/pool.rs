//! The assessors of an organiser: from whom lots choose.

use crate::{
    Reader,
    error::Result,
    held::in_force,
    opens::opens,
    schema::{account, holding, unit},
};
use diesel::prelude::*;
use earnest_model::{
    actor::Role,
    id::AccountId,
    permit::{Permit, ReadAssessors, Target},
};

opens! {
    /// What looks at the assessors of an organiser.
    OpensPool: ReadAssessors, ReadSector, DrawSecondMarks, DrawAssessors, FillSheet, RunDraw
}

impl Reader<'_> {
    /// The assessors of an organiser of the permit's unit: accounts that hold the role there on the permit's day. Those of its
    /// superior read in its rounds and don't mark in them.
    pub fn pool_of<A: OpensPool, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        organiser: Target,
    ) -> Result<Vec<AccountId>> {
        if !organiser.span.covers(permit.span()) {
            return Ok(Vec::new());
        }
        let day = permit.on().to_string();
        let ids: Vec<i64> = account::table
            .inner_join(holding::table.inner_join(unit::table))
            .filter(unit::id.eq(organiser.unit.0))
            .filter(holding::role.eq(Role::Assessor.key()))
            .filter(in_force(&day))
            .filter(account::disabled.eq(false))
            .order(account::id.asc())
            .select(account::id)
            .distinct()
            .load(self.connection)?;
        Ok(ids.into_iter().map(AccountId).collect())
    }

    /// The assessors of the permit's unit as an organiser, by role title.
    pub fn pool_titles(&mut self, permit: &Permit<ReadAssessors>) -> Result<Vec<(AccountId, String)>> {
        let pool: Vec<i64> = self.pool_of(permit, permit.target())?.iter().map(|id| id.0).collect();
        let rows: Vec<(i64, String)> = account::table
            .filter(account::id.eq_any(pool))
            .order((account::title.asc(), account::id.asc()))
            .select((account::id, account::title))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (AccountId(id), title)).collect())
    }
}
