//! What a step of a measure says to the look-backs that wait for it.

use crate::{connection::AnyConnection, error::Result, schema::look_back};
use diesel::prelude::*;
use earnest_model::ledger::look_backs::look_back::LookBackState;

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
    diesel::update(waiting)
        .set((look_back::state.eq(state.key()), look_back::looked_on.eq(Some(day))))
        .execute(connection)?;
    Ok(())
}
