//! Open problems of a unit that is closed go to the unit that takes its place, with their measures.

use crate::{
    Work,
    connection::AnyConnection,
    error::{Result, any},
    ledger::standing,
    schema::{attachment, measure, measure_change, measure_step, origin, problem},
    units::hanging::open_of,
};
use diesel::prelude::*;
use earnest_model::{
    id::UnitId,
    permit::{ChangeUnits, Permit},
    record::RecordKind,
};

impl Work<'_> {
    /// Carries them over; returns how many problems and measures. What was settled stays with the unit as it was, and so does
    /// what is said of a person: a measure that was closed is the closed unit's, also where its problem goes on elsewhere.
    pub fn problems_carry(
        &mut self,
        permit: &Permit<ChangeUnits>,
        (from, to): (UnitId, UnitId),
    ) -> Result<i64> {
        let day = permit.on();
        let connection = self.under(permit);
        let problems = open_of(connection, ("problem", "unit_id"), (from, day))?;
        let measures = open_of(connection, ("measure", "unit_id"), (from, day))?;
        let carried = (problems.len() + measures.len()) as i64;
        for some in problems.chunks(500) {
            any(diesel::update(problem::table.filter(problem::id.eq_any(some)))
                .set(problem::unit_id.eq(to.0))
                .execute(connection)?);
            any(diesel::update(origin::table.filter(origin::problem_id.eq_any(some)))
                .set(origin::unit_id.eq(to.0))
                .execute(connection)?);
            files_carry(connection, (RecordKind::Problem, some), to)?;
            standing::problems(connection, some, day)?;
        }
        for some in measures.chunks(500) {
            any(diesel::update(measure::table.filter(measure::id.eq_any(some)))
                .set(measure::unit_id.eq(to.0))
                .execute(connection)?);
            any(diesel::update(measure_step::table.filter(measure_step::measure_id.eq_any(some)))
                .set(measure_step::unit_id.eq(to.0))
                .execute(connection)?);
            any(diesel::update(measure_change::table.filter(measure_change::measure_id.eq_any(some)))
                .set(measure_change::unit_id.eq(to.0))
                .execute(connection)?);
            files_carry(connection, (RecordKind::Measure, some), to)?;
            standing::measures(connection, some, day)?;
        }
        Ok(carried)
    }
}

/// The files of records go with them.
fn files_carry(connection: &mut AnyConnection, (kind, keys): (RecordKind, &[i64]), to: UnitId) -> Result<()> {
    let theirs = attachment::record.eq(kind.key()).and(attachment::record_id.eq_any(keys));
    any(diesel::update(attachment::table.filter(theirs))
        .set(attachment::unit_id.eq(to.0))
        .execute(connection)?);
    Ok(())
}
