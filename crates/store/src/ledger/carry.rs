//! Open problems of a unit that is closed go to the unit that takes its place, with their measures.

use crate::{
    Work,
    error::{Result, any},
    ledger::standing,
    schema::{attachment, measure, measure_change, measure_step, origin, problem},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    id::UnitId,
    ledger::{
        findings::problem::{Level, ProblemState},
        measures::measure::MeasureState,
    },
    permit::{ChangeUnits, Permit},
    record::RecordKind,
};

impl Work<'_> {
    /// Carries them over; returns how many problems and measures. What was settled stays with the unit as it was, and so does
    /// what is said of a person.
    pub fn problems_carry(
        &mut self,
        permit: &Permit<ChangeUnits>,
        (from, to): (UnitId, UnitId),
    ) -> Result<i64> {
        let day = permit.on();
        let connection = self.under(permit);
        let settled = [MeasureState::Closed.key(), MeasureState::Held.key()];
        let measures_of = measure::table.filter(measure::problem_id.eq(problem::id));
        let waiting = measure::table.filter(measure::state.ne_all(settled)).select(measure::problem_id);
        let states = [ProblemState::Reported, ProblemState::Signed, ProblemState::Returned];
        let problems: Vec<i64> = problem::table
            .filter(problem::unit_id.eq(from.0).and(problem::level.ne(Level::Person.key())))
            .filter(problem::state.eq_any(states.map(ProblemState::key)))
            .filter(problem::id.eq_any(waiting).or(not(exists(measures_of))))
            .order(problem::id.asc())
            .select(problem::id)
            .load(connection)?;
        let mut carried = problems.len() as i64;
        for some in problems.chunks(500) {
            let measures: Vec<i64> = measure::table
                .filter(measure::problem_id.eq_any(some))
                .order(measure::id.asc())
                .select(measure::id)
                .load(connection)?;
            carried += measures.len() as i64;
            any(diesel::update(problem::table.filter(problem::id.eq_any(some)))
                .set(problem::unit_id.eq(to.0))
                .execute(connection)?);
            any(diesel::update(origin::table.filter(origin::problem_id.eq_any(some)))
                .set(origin::unit_id.eq(to.0))
                .execute(connection)?);
            any(diesel::update(measure::table.filter(measure::id.eq_any(&measures)))
                .set(measure::unit_id.eq(to.0))
                .execute(connection)?);
            any(diesel::update(measure_step::table.filter(measure_step::measure_id.eq_any(&measures)))
                .set(measure_step::unit_id.eq(to.0))
                .execute(connection)?);
            any(diesel::update(measure_change::table.filter(measure_change::measure_id.eq_any(&measures)))
                .set(measure_change::unit_id.eq(to.0))
                .execute(connection)?);
            for (kind, keys) in [(RecordKind::Problem, some), (RecordKind::Measure, measures.as_slice())] {
                let theirs = attachment::record.eq(kind.key()).and(attachment::record_id.eq_any(keys));
                any(diesel::update(attachment::table.filter(theirs))
                    .set(attachment::unit_id.eq(to.0))
                    .execute(connection)?);
            }
            standing::problems(connection, some, day)?;
            standing::measures(connection, &measures, day)?;
        }
        Ok(carried)
    }
}
