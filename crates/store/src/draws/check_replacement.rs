//! The next unit of the order of a draw in the place of one that can't be checked.

use crate::{
    Work,
    batch::next_id,
    draws::{
        check_state::spot_check_waiting,
        draw::{NewSpotCheck, round_of_own},
    },
    error::{Result, StoreError},
    schema::spot_check,
};
use diesel::prelude::*;
use earnest_model::{
    assessing::spot_check::SpotCheckState,
    id::{DrawId, SpotCheckId},
    permit::{Permit, ReplaceDrawn},
};

/// What takes the place of a spot check that can't be made.
#[derive(Debug, Clone, Copy)]
pub struct Replacement<'a> {
    /// The spot check that can't be made.
    pub check: SpotCheckId,
    /// Why.
    pub reason: &'a str,
    /// The next of the order.
    pub next: &'a NewSpotCheck,
}

impl Work<'_> {
    /// Puts the next unit of the order of the permit's draw in the place of one that can't be checked.
    pub fn check_replace(
        &mut self,
        permit: &Permit<ReplaceDrawn, DrawId>,
        new: &Replacement<'_>,
    ) -> Result<SpotCheckId> {
        let connection = self.under(permit);
        let round = round_of_own(connection, permit.key(), permit.unit())?;
        let unfit = spot_check::table
            .filter(spot_check::id.eq(new.check.0).and(spot_check::draw_id.eq(permit.key().0)))
            .filter(spot_check_waiting());
        let set = (
            spot_check::state.eq(SpotCheckState::Void.key()),
            spot_check::unfit.eq(new.reason),
            spot_check::void_on.eq(Some(permit.on().to_string())),
        );
        if diesel::update(unfit).set(set).execute(connection)? != 1 {
            return Err(StoreError::NotFound);
        }
        let id = next_id!(connection, spot_check);
        diesel::insert_into(spot_check::table)
            .values((
                spot_check::id.eq(id),
                spot_check::draw_id.eq(permit.key().0),
                spot_check::round_id.eq(round),
                spot_check::unit_id.eq(new.next.unit.0),
                spot_check::class.eq(&new.next.class),
                spot_check::place.eq(new.next.place),
                spot_check::ticket.eq(&new.next.ticket),
                spot_check::state.eq(SpotCheckState::Drawn.key()),
                spot_check::replaces_id.eq(new.check.0),
                spot_check::entered_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(SpotCheckId(id))
    }
}
