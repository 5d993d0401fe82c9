//! The measures that a person reads because they are about themselves.

use crate::{
    Reader,
    error::Result,
    ledger::{findings::person::own_of, measures::measure::MeasureRow},
    schema::{measure, problem},
};
use diesel::prelude::*;
use earnest_model::{
    ledger::measures::measure::Measure,
    permit::{Permit, ReadDesk},
};

impl Reader<'_> {
    /// The measures set against problems of a person that are about the permit's account.
    pub fn own_measures(&mut self, permit: &Permit<ReadDesk>, limit: i64) -> Result<Vec<Measure>> {
        let Some(own) = permit.account() else { return Ok(Vec::new()) };
        let rows: Vec<MeasureRow> = measure::table
            .inner_join(problem::table)
            .filter(own_of(own.0))
            .order(measure::id.asc())
            .limit(limit)
            .select(MeasureRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Measure::try_from).collect()
    }
}
