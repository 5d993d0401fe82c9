//! What visits saw of measures on the spot.

use crate::{
    Reader,
    day::read_date,
    error::Result,
    ledger::measures::measure::check_measure,
    schema::{visit, visit_item},
    visits::state::visit_made,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{MeasureId, VisitId},
    permit::{Permit, ReadLedger},
};

impl Reader<'_> {
    /// What visits saw of the permit's measure, the oldest first: visit, its day, word of what was seen.
    pub fn measure_checks(
        &mut self,
        permit: &Permit<ReadLedger, MeasureId>,
    ) -> Result<Vec<(VisitId, Date, String)>> {
        check_measure(self.connection, permit)?;
        let rows: Vec<(i64, String, Option<String>)> = visit_item::table
            .inner_join(visit::table)
            .filter(visit_item::measure_id.eq(permit.key().0).and(visit_item::unit_id.eq(permit.unit().0)))
            .filter(visit_item::withdrawn_on.is_null().and(visit_made()))
            .order((visit::visited_on.asc(), visit_item::id.asc()))
            .select((visit::id, visit::visited_on, visit_item::seen))
            .load(self.connection)?;
        let read = |(id, day, seen): (i64, String, Option<String>)| {
            Ok((VisitId(id), read_date(&day)?, seen.unwrap_or_default()))
        };
        rows.into_iter().map(read).collect()
    }
}
