//! What visits saw of measures on the spot.

use crate::{
    Reader,
    day::read_date,
    error::Result,
    ledger::measures::measure::{OpensMeasure, check_measure},
    schema::{visit, visit_item},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{MeasureId, VisitId},
    permit::Permit,
    visits::tour::VisitState,
};

/// What a visit saw of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenAt {
    /// The visit.
    pub visit: VisitId,
    /// Its day.
    pub on: Date,
    /// Word of what was seen.
    pub seen: String,
    /// Whether it was not withdrawn.
    pub stands: bool,
}

/// Visit, its day and state, what was seen, when it was taken out of the record.
type SeenRow = (i64, String, String, Option<String>, Option<String>);

impl Reader<'_> {
    /// What visits saw of the permit's measure, in the order in which it was recorded; what was withdrawn, too. Each is one
    /// step of the measure's history, in the same order.
    pub fn measure_checks<A: OpensMeasure>(&mut self, permit: &Permit<A, MeasureId>) -> Result<Vec<SeenAt>> {
        check_measure(self.connection, permit)?;
        let rows: Vec<SeenRow> = visit_item::table
            .inner_join(visit::table)
            .filter(visit_item::measure_id.eq(permit.key().0).and(visit_item::unit_id.eq(permit.unit().0)))
            .order(visit_item::id.asc())
            .select((visit::id, visit::visited_on, visit::state, visit_item::seen, visit_item::withdrawn_on))
            .load(self.connection)?;
        let made = VisitState::Made.key();
        let read = |(id, day, state, seen, withdrawn): SeenRow| {
            Ok(SeenAt {
                visit: VisitId(id),
                on: read_date(&day)?,
                seen: seen.unwrap_or_default(),
                stands: withdrawn.is_none() && state == made,
            })
        };
        rows.into_iter().map(read).collect()
    }
}
