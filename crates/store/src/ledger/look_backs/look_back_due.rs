//! Look-backs that are still to be made, and what was found at those that were.

use crate::{
    Reader,
    connection::AnyConnection,
    desk::owed::{MOST, Waiting},
    error::{Result, any},
    ledger::findings::problem::seen,
    schema::{look_back, measure, problem, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, MeasureId},
    ledger::look_backs::look_back::LookBackState,
    permit::{Permit, ReadDesk, ReadLedger},
};

/// Look-backs that are still to be made.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn look_back_waits() -> _ {
    let drawn: &'static str = LookBackState::Drawn.key();
    look_back::state.eq(drawn)
}

/// Notes what was found at a measure of a unit in every draw that waits for it; there may be none.
pub(crate) fn note_found(
    connection: &mut AnyConnection,
    (measure, unit): (i64, i64),
    state: LookBackState,
    day: &str,
) -> Result<()> {
    let waiting = look_back::table
        .filter(look_back::measure_id.eq(measure).and(look_back::unit_id.eq(unit)))
        .filter(look_back_waits());
    any(diesel::update(waiting)
        .set((look_back::state.eq(state.key()), look_back::looked_on.eq(Some(day))))
        .execute(connection)?);
    Ok(())
}

impl Reader<'_> {
    /// Measures at which an account is to look back.
    pub fn look_backs_owed(&mut self, permit: &Permit<ReadDesk>, account: AccountId) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, String, String)> = look_back::table
            .inner_join(measure::table.inner_join(problem::table))
            .inner_join(unit::table.on(unit::id.eq(look_back::unit_id)))
            .filter(seen(permit.sight()))
            .filter(look_back::assignee_id.eq(account.0))
            .filter(look_back_waits())
            .order(look_back::id.asc())
            .limit(MOST)
            .select((measure::id, measure::serial, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, serial, code, name)| (id, 0, serial, None, code, name)).collect())
    }

    /// Whether the permit's account is the one who is to look back at the permit's measure, of those who are still to.
    pub fn look_back_waits(&mut self, permit: &Permit<ReadLedger, MeasureId>) -> Result<Option<bool>> {
        let rows: Vec<Option<i64>> = look_back::table
            .filter(look_back::measure_id.eq(permit.key().0).and(look_back::unit_id.eq(permit.unit().0)))
            .filter(look_back_waits())
            .select(look_back::assignee_id)
            .load(self.connection)?;
        let account = permit.account().map(|account| account.0);
        Ok((!rows.is_empty()).then(|| rows.iter().any(|one| one.is_some() && *one == account)))
    }
}
