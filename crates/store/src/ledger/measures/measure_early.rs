//! Measures that come later or are mended early, and problems that are settled.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    figures::standing,
    ledger::findings::problem::{Problem, ProblemRow, seen},
    schema::{measure, problem},
};
use diesel::prelude::*;
use earnest_model::{
    id::{MeasureId, ProblemId},
    ledger::{
        findings::problem::{NewMeasure, ProblemState, measure_serial},
        measures::measure::MeasureState,
    },
    permit::{Action, AddMeasure, EditMeasure, Permit, SettleProblem},
};

impl Work<'_> {
    /// Writes one more measure against a problem of the permit's unit; gives its key and serial.
    pub fn measure_insert(
        &mut self,
        permit: &Permit<AddMeasure>,
        against: &Problem,
        new: &NewMeasure,
    ) -> Result<(MeasureId, String)> {
        if against.unit != permit.unit() {
            return Err(StoreError::NotFound);
        }
        let connection = &mut *self.connection;
        // Measures of a merged problem came over with serials of their own: the next free number is looked for.
        let serials: Vec<String> = measure::table
            .filter(measure::serial.like(format!("{}-%", against.serial)))
            .select(measure::serial)
            .load(connection)?;
        let free =
            (1..).map(|number| measure_serial(&against.serial, number)).find(|one| !serials.contains(one));
        let serial = free.unwrap_or_default();
        let id = next_id!(connection, measure);
        diesel::insert_into(measure::table)
            .values((
                measure::id.eq(id),
                measure::serial.eq(&serial),
                measure::problem_id.eq(against.id.0),
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

    /// Writes a measure of the permit's unit anew.
    pub fn measure_edit(
        &mut self,
        permit: &Permit<EditMeasure>,
        id: MeasureId,
        new: &NewMeasure,
    ) -> Result<()> {
        let set = (
            measure::body.eq(new.body.as_str()),
            measure::owner.eq(new.owner.as_str()),
            measure::deliverable.eq(new.deliverable.as_str()),
            measure::time_class.eq(new.time_class.key()),
            measure::due_on.eq(new.due_on.map(|day| day.to_string())),
        );
        let row = measure::table.filter(measure::id.eq(id.0).and(measure::unit_id.eq(permit.unit().0)));
        one(diesel::update(row).set(set).execute(&mut *self.connection)?)?;
        standing::measures(&mut self.connection, &[id.0], permit.on())
    }

    /// Settles a problem of the permit's unit: merged into another one, to which its measures go over, or not
    /// substantiated.
    pub fn problem_settle(
        &mut self,
        permit: &Permit<SettleProblem>,
        id: ProblemId,
        into: Option<ProblemId>,
        reason: &str,
    ) -> Result<()> {
        let state = if into.is_some() { ProblemState::Merged } else { ProblemState::NotSubstantiated };
        let set = (
            problem::state.eq(state.key()),
            problem::merged_into.eq(into.map(|other| other.0)),
            problem::missing.eq(Some(reason)),
        );
        let row = problem::table.filter(problem::id.eq(id.0).and(problem::unit_id.eq(permit.unit().0)));
        one(diesel::update(row).set(set).execute(&mut *self.connection)?)?;
        if let Some(other) = into {
            let with_it = measure::table.filter(measure::problem_id.eq(id.0));
            let moved: Vec<i64> = with_it.select(measure::id).load(&mut *self.connection)?;
            diesel::update(with_it).set(measure::problem_id.eq(other.0)).execute(&mut *self.connection)?;
            standing::measures(&mut self.connection, &moved, permit.on())?;
        }
        standing::problems(&mut self.connection, &[id.0], permit.on())
    }
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

impl Reader<'_> {
    /// A problem of the permit's unit by its serial.
    pub fn problem_by_serial<A: Action>(
        &mut self,
        permit: &Permit<A>,
        serial: &str,
    ) -> Result<Option<Problem>> {
        let row: Option<ProblemRow> = problem::table
            .filter(problem::serial.eq(serial).and(problem::unit_id.eq(permit.unit().0)))
            .filter(seen(permit.sight()))
            .select(ProblemRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(Problem::try_from).transpose()
    }
}
