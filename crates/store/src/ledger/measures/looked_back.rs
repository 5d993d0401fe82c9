//! What a step of a measure says to the look-backs that wait for it.

use crate::{
    connection::AnyConnection,
    error::{Result, any},
    schema::{look_back, measure_step},
};
use diesel::prelude::*;
use earnest_model::ledger::{look_backs::look_back::LookBackState, measures::measure::Step};

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

/// What a visit saw of a measure of a unit is withdrawn: the look-backs that took its word wait again.
pub(crate) fn note_not_found(connection: &mut AnyConnection, (measure, unit): (i64, i64)) -> Result<()> {
    let refuted: Option<String> = measure_step::table
        .filter(measure_step::measure_id.eq(measure).and(measure_step::step.eq(Step::Refute.key())))
        .order(measure_step::id.desc())
        .select(measure_step::taken_on)
        .first(connection)
        .optional()?;
    let said = look_back::table
        .filter(look_back::measure_id.eq(measure).and(look_back::unit_id.eq(unit)))
        .filter(look_back::state.eq(LookBackState::Reopened.key()))
        .filter(look_back::looked_on.eq(refuted));
    any(diesel::update(said)
        .set((look_back::state.eq(LookBackState::Drawn.key()), look_back::looked_on.eq(None::<String>)))
        .execute(connection)?);
    Ok(())
}
