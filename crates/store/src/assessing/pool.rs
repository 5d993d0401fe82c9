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
    id::{AccountId, UnitId},
    permit::{HearLeaders, Permit, ReadAssessors, Target},
    programmes::standard::LeadingGroup,
};

opens! {
    /// What looks at the assessors of an organiser.
    OpensPool: ReadAssessors, ReadSector, DrawSecondMarks, DrawAssessors, FillSheet, RunDraw
}

opens! {
    /// What asks who may hear an organiser's leading group: the lot, and the sheet of whom it sent.
    HearsLeaders: HearLeaders, FillSheet
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

    /// From whom the lot can take who hears the leading group of the permit's unit: accounts that hold the role of an assessor
    /// where the standard says, on the permit's day. Who of them it commands all the same, the model says. Also the units beside
    /// the permit's unit.
    pub fn leaders_pool(
        &mut self,
        permit: &Permit<HearLeaders>,
        from: LeadingGroup,
    ) -> Result<(Vec<AccountId>, Vec<UnitId>)> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let found = self.units_beside(permit)?;
        let beside: Vec<i64> = found.iter().map(|unit| unit.0).collect();
        let mut query = account::table
            .inner_join(holding::table.inner_join(unit::table))
            .filter(holding::role.eq(Role::Assessor.key()))
            .filter(in_force(&day))
            .filter(account::disabled.eq(false))
            .order(account::id.asc())
            .select(account::id)
            .distinct()
            .into_boxed();
        query = match from {
            LeadingGroup::Lower => query.filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi))),
            LeadingGroup::Outside => query.filter(unit::lo.lt(span.lo).or(unit::lo.gt(span.hi))),
            LeadingGroup::Peers => query.filter(unit::id.eq_any(beside)),
        };
        let ids: Vec<i64> = query.load(self.connection)?;
        Ok((ids.into_iter().map(AccountId).collect(), found))
    }

    /// The units beside the permit's unit, under the same superior.
    pub fn units_beside<A: HearsLeaders>(&mut self, permit: &Permit<A>) -> Result<Vec<UnitId>> {
        let own = permit.unit().0;
        let parent: Option<i64> = unit::table.find(own).select(unit::parent_id).first(self.connection)?;
        let Some(parent) = parent else { return Ok(Vec::new()) };
        let beside: Vec<i64> = unit::table
            .filter(unit::parent_id.eq(parent).and(unit::id.ne(own)))
            .select(unit::id)
            .load(self.connection)?;
        Ok(beside.into_iter().map(UnitId).collect())
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
