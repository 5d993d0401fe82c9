//! What ends with a unit that is closed, and what of it goes to the unit that takes its place.

use crate::{
    Work,
    error::{Result, StoreError, any},
    schema::{
        burden_report, burden_request, charge, holding, mention, obligation, post, question, resolution,
        task, visit,
    },
    units::hanging::open_of,
};
use diesel::prelude::*;
use earnest_model::{
    id::UnitId,
    permit::{ChangeUnits, Permit},
};

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

    /// Gives what a unit still owes to another: directions, those that it sent, criticisms and requirements of circulars that are
    /// not answered, visits that are planned, questions that it was asked or asked others, what its sessions resolved. Returns how many.
    pub fn owed_carry(&mut self, permit: &Permit<ChangeUnits>, (from, to): (UnitId, UnitId)) -> Result<i64> {
        let day = permit.on();
        let connection = self.under(permit);
        let mut carried = 0;
        macro_rules! carry {
            ($($table:ident.$column:ident),+ $(,)?) => {$(
                let open = open_of(connection, (stringify!($table), stringify!($column)), (from, day))?;
                carried += open.len() as i64;
                for some in open.chunks(500) {
                    any(diesel::update($table::table.filter($table::id.eq_any(some)))
                        .set($table::$column.eq(to.0))
                        .execute(connection)?);
                }
            )+};
        }
        // A question stands for what it asked: who answers it answers its new office.
        let asked = open_of(connection, ("question", "unit_id"), (from, day))?;
        any(diesel::update(burden_request::table.filter(burden_request::question_id.eq_any(asked)))
            .set(burden_request::issuer_id.eq(to.0))
            .execute(connection)?);
        carry!(
            task.unit_id,
            task.sender_id,
            mention.answerer_id,
            obligation.unit_id,
            visit.unit_id,
            burden_request.unit_id,
            question.unit_id,
            burden_report.issuer_id,
            resolution.unit_id,
        );
        Ok(carried)
    }
}
