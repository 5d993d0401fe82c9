//! What ends with a unit that is closed, and what of it goes to the unit that takes its place.

use crate::{
    Work,
    error::{Result, StoreError},
    schema::{charge, holding, obligation, post, task, visit},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    id::UnitId,
    permit::{ChangeUnits, Permit},
    tasks::task::TaskState,
    visits::tour::VisitState,
};

diesel::alias!(obligation as theirs: Theirs);

impl Work<'_> {
    /// Ends posts, roles and charges of a unit with the day before the permit's: who held one there holds it no more. Returns
    /// how many.
    pub fn posts_end(&mut self, permit: &Permit<ChangeUnits>, unit: UnitId) -> Result<i64> {
        let day = permit.on().to_string();
        let last =
            permit.on().yesterday().map_err(|_| StoreError::meaningless(&day, "a day with one before"))?;
        let last = last.to_string();
        let connection = self.under(permit);
        let mut ended = 0;
        ended += diesel::update(holding::table.filter(holding::unit_id.eq(unit.0)))
            .filter(holding::until_on.is_null().or(holding::until_on.ge(&day)))
            .set(holding::until_on.eq(&last))
            .execute(connection)?;
        ended += diesel::update(post::table.filter(post::unit_id.eq(unit.0)))
            .filter(post::until_on.is_null().or(post::until_on.ge(&day)))
            .set(post::until_on.eq(&last))
            .execute(connection)?;
        ended += diesel::update(charge::table.filter(charge::unit_id.eq(unit.0)))
            .filter(charge::until_on.is_null().or(charge::until_on.ge(&day)))
            .set(charge::until_on.eq(&last))
            .execute(connection)?;
        Ok(ended as i64)
    }

    /// Gives what a unit still owes to another: directions without a reply, those that it sent, requirements of circulars that
    /// are not answered, visits that are planned. Returns how many.
    pub fn owed_carry(&mut self, permit: &Permit<ChangeUnits>, (from, to): (UnitId, UnitId)) -> Result<i64> {
        let connection = self.under(permit);
        let waits = [TaskState::Sent, TaskState::Acknowledged, TaskState::FollowUp].map(TaskState::key);
        let mut carried = 0;
        carried +=
            diesel::update(task::table.filter(task::unit_id.eq(from.0).and(task::state.eq_any(waits))))
                .set(task::unit_id.eq(to.0))
                .execute(connection)?;
        carried +=
            diesel::update(task::table.filter(task::sender_id.eq(from.0).and(task::state.eq_any(waits))))
                .set(task::sender_id.eq(to.0))
                .execute(connection)?;
        // A requirement that both were named for is the other's already.
        let twice: Vec<i64> = obligation::table
            .filter(obligation::unit_id.eq(from.0))
            .filter(exists(
                theirs
                    .filter(theirs.field(obligation::unit_id).eq(to.0))
                    .filter(theirs.field(obligation::circular_id).eq(obligation::circular_id))
                    .filter(theirs.field(obligation::place).eq(obligation::place)),
            ))
            .select(obligation::id)
            .load(connection)?;
        let owed = obligation::unit_id.eq(from.0).and(obligation::answered_on.is_null());
        carried += diesel::update(obligation::table.filter(owed.and(not(obligation::id.eq_any(twice)))))
            .set(obligation::unit_id.eq(to.0))
            .execute(connection)?;
        let planned = visit::unit_id.eq(from.0).and(visit::state.eq(VisitState::Planned.key()));
        carried +=
            diesel::update(visit::table.filter(planned)).set(visit::unit_id.eq(to.0)).execute(connection)?;
        Ok(carried as i64)
    }
}
