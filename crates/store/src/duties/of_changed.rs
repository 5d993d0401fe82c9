//! Duties of units that are moved or closed: the tallies of those above follow.

use crate::{
    Work,
    duties::duty_tally::{Change, Share, duty_shares, tally_carry, tally_changes},
    error::{Result, any},
    schema::duty,
};
use diesel::prelude::*;
use earnest_model::{
    id::UnitId,
    permit::{ChangeUnits, Permit},
};

impl Work<'_> {
    /// Takes the duties at and beneath a unit out of what is counted above one unit and into what is counted above another:
    /// it stood beneath the one and stands beneath the other.
    pub fn tallies_carry(
        &mut self,
        permit: &Permit<ChangeUnits>,
        unit: UnitId,
        (from, to): (UnitId, UnitId),
    ) -> Result<()> {
        let day = permit.on().to_string();
        tally_carry(self.under(permit), unit.0, (from.0, to.0), &day)
    }

    /// Ends the duties of a unit that is closed; returns how many.
    pub fn duties_end(&mut self, permit: &Permit<ChangeUnits>, unit: UnitId) -> Result<i64> {
        let day = permit.on().to_string();
        let connection = self.under(permit);
        let before = duty_shares(connection, &[unit.0])?.get(&unit.0).copied().unwrap_or_default();
        any(diesel::update(
            duty::table
                .filter(duty::unit_id.eq(unit.0).and(duty::ended_on.is_null().or(duty::ended_on.gt(&day)))),
        )
        .set((duty::ended_on.eq(&day), duty::end_entered_on.eq(&day)))
        .execute(connection)?);
        let change: Change = (unit.0, before, Share::default());
        tally_changes(connection, &[change], &day)?;
        Ok(before.laid)
    }
}
