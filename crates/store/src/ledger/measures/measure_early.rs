//! Measures that come later or are mended early, and problems that are settled.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError, any, one},
    ledger::{
        findings::problem::{Problem, ProblemRow, check_problem, problem_of_permit, problems_for},
        measures::measure::check_measure,
        standing,
    },
    schema::{measure, problem},
};
use diesel::prelude::*;
use earnest_model::{
    id::{MeasureId, ProblemId},
    ledger::{
        findings::problem::ProblemState,
        measures::{
            measure::MeasureState,
            measure_form::{NewMeasure, measure_serial},
        },
    },
    permit::{AddMeasure, EditMeasure, Permit, SettleProblem},
};

impl Work<'_> {
    /// Writes one more measure against the permit's problem; gives its key and serial.
    pub fn measure_insert(
        &mut self,
        permit: &Permit<AddMeasure, ProblemId>,
        new: &NewMeasure,
    ) -> Result<(MeasureId, String)> {
        let connection = self.under(permit);
        let against: Option<String> =
            problem_of_permit(permit).select(problem::serial).first(connection).optional()?;
        let against = against.ok_or(StoreError::NotFound)?;
        // Measures of a merged problem came over with serials of their own: the next free number is looked for.
        let serials: Vec<String> = measure::table
            .filter(measure::serial.like(format!("{against}-%")))
            .select(measure::serial)
            .load(connection)?;
        let free = (1..).map(|number| measure_serial(&against, number)).find(|one| !serials.contains(one));
        let serial = free.unwrap_or_default();
        let id = next_id!(connection, measure);
        diesel::insert_into(measure::table)
            .values((
                measure::id.eq(id),
                measure::serial.eq(&serial),
                measure::problem_id.eq(permit.key().0),
                measure::unit_id.eq(permit.unit().0),
                measure::body.eq(new.body.as_str()),
                measure::owner.eq(new.owner.as_str()),
                measure::deliverable.eq(new.deliverable.as_str()),
                measure::time_class.eq(new.time_class.key()),
                measure::due_on.eq(new.due_on.map(|day| day.to_string())),
                measure::state.eq(MeasureState::Registered.key()),
                measure::progress.eq(0),
            ))
            .execute(connection)?;
        standing::measures(connection, &[id], permit.on())?;
        Ok((MeasureId(id), serial))
    }

    /// Writes the permit's measure anew.
    pub fn measure_edit(&mut self, permit: &Permit<EditMeasure, MeasureId>, new: &NewMeasure) -> Result<()> {
        let set = (
            measure::body.eq(new.body.as_str()),
            measure::owner.eq(new.owner.as_str()),
            measure::deliverable.eq(new.deliverable.as_str()),
            measure::time_class.eq(new.time_class.key()),
            measure::due_on.eq(new.due_on.map(|day| day.to_string())),
        );
        let connection = self.under(permit);
        check_measure(connection, permit)?;
        let own = measure::id.eq(permit.key().0).and(measure::unit_id.eq(permit.unit().0));
        one(diesel::update(measure::table.filter(own)).set(set).execute(connection)?)?;
        standing::measures(connection, &[permit.key().0], permit.on())
    }

    /// Settles the permit's problem: merged into another one of the same unit, to which its measures go over, or not
    /// substantiated.
    pub fn problem_settle(
        &mut self,
        permit: &Permit<SettleProblem, ProblemId>,
        into: Option<ProblemId>,
        reason: &str,
    ) -> Result<()> {
        let state = if into.is_some() { ProblemState::Merged } else { ProblemState::NotSubstantiated };
        let set = (
            problem::state.eq(state.key()),
            problem::merged_into.eq(into.map(|other| other.0)),
            problem::missing.eq(Some(reason)),
        );
        let unit = permit.unit().0;
        let connection = self.under(permit);
        check_problem(connection, permit)?;
        let own = problem::table.filter(problem::id.eq(permit.key().0).and(problem::unit_id.eq(unit)));
        one(diesel::update(own).set(set).execute(connection)?)?;
        if let Some(other) = into {
            let there = problem::id.eq(other.0).and(problem::unit_id.eq(unit));
            let known: i64 = problems_for(permit.sight()).filter(there).count().first(connection)?;
            if known == 0 {
                return Err(StoreError::NotFound);
            }
            let own = measure::problem_id.eq(permit.key().0).and(measure::unit_id.eq(unit));
            // A problem may have no measure yet.
            let moved: Vec<i64> = measure::table.filter(own).select(measure::id).load(connection)?;
            any(diesel::update(measure::table.filter(own))
                .set(measure::problem_id.eq(other.0))
                .execute(connection)?);
            standing::measures(connection, &moved, permit.on())?;
        }
        standing::problems(connection, &[permit.key().0], permit.on())
    }
}

impl Reader<'_> {
    /// Another problem of the unit of the permit's problem, by its serial: the one into which that is to be merged.
    pub fn problem_by_serial(
        &mut self,
        permit: &Permit<SettleProblem, ProblemId>,
        serial: &str,
    ) -> Result<Option<Problem>> {
        let row: Option<ProblemRow> = problems_for(permit.sight())
            .filter(problem::serial.eq(serial.to_owned()).and(problem::unit_id.eq(permit.unit().0)))
            .select(ProblemRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(Problem::try_from).transpose()
    }
}
