//! Look-backs that are still to be made, and what was found at those that were.

use crate::{
    Reader,
    error::Result,
    ledger::{findings::problem::seen, measures::looked_back::look_back_waits},
    schema::{look_back, measure, problem, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, MeasureId},
    permit::{Permit, ReadDesk, ReadLedger},
};

impl Reader<'_> {
    /// Measures at which an account is to look back.
    pub fn look_backs_owed(
        &mut self,
        permit: &Permit<ReadDesk>,
        account: AccountId,
        most: i64,
    ) -> Result<Backlog> {
        let query = look_back::table
            .inner_join(measure::table.inner_join(problem::table))
            .inner_join(unit::table.on(unit::id.eq(look_back::unit_id)))
            .filter(seen(permit.sight()))
            .filter(look_back::assignee_id.eq(account.0))
            .filter(look_back_waits())
            .order(look_back::id.asc())
            .select((
                measure::id,
                no_number(),
                measure::serial.nullable(),
                measure::body.nullable(),
                no_words(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
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
