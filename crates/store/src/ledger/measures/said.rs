//! What measures say, for whoever asks whether another one says the same.

use crate::{
    Reader,
    error::Result,
    ledger::measures::measure::{measure_open, measures_for},
    schema::{measure, problem},
};
use diesel::prelude::*;
use earnest_model::{
    id::{MeasureId, ProblemId},
    ledger::findings::problem::ProblemState,
    permit::{Permit, ReadLedger},
};

/// What a measure says, for whoever asks whether another one says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureSaid {
    /// Its key.
    pub id: MeasureId,
    /// The problem against which it stands.
    pub problem: ProblemId,
    /// Its number.
    pub serial: String,
    /// Its words.
    pub body: String,
}

impl Reader<'_> {
    /// The measures that stand against problems of the permit's unit and are not settled, as far as its holder may know of them.
    pub fn measures_said(&mut self, permit: &Permit<ReadLedger>) -> Result<Vec<MeasureSaid>> {
        let settled = ProblemState::keys_where(ProblemState::is_settled);
        let rows: Vec<(i64, i64, String, String)> = measures_for(permit.sight())
            .filter(measure::unit_id.eq(permit.unit().0).and(problem::state.ne_all(settled)))
            .filter(measure_open())
            .order(measure::id.asc())
            .select((measure::id, measure::problem_id, measure::serial, measure::body))
            .load(self.connection)?;
        let said = |(id, problem, serial, body)| {
            let (id, problem) = (MeasureId(id), ProblemId(problem));
            MeasureSaid { id, problem, serial, body }
        };
        Ok(rows.into_iter().map(said).collect())
    }
}
