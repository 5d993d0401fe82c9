//! Whom a problem of a person is about, and what a person reads of their own.

use crate::{
    Reader, Work,
    error::Result,
    ledger::{
        findings::problem::{Problem, ProblemRow},
        measures::measure::MeasureRow,
    },
    people::account::in_force,
    schema::{account, holding, measure, problem, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, ProblemId},
    ledger::{findings::problem::Level, measures::measure::Measure},
    permit::{CorrectProblem, Permit, ReadDesk},
};

impl Work<'_> {
    /// Writes whom a problem of the permit's unit is about.
    pub fn problem_person_write(
        &mut self,
        permit: &Permit<CorrectProblem>,
        id: ProblemId,
        person: AccountId,
    ) -> Result<()> {
        let own = problem::table.filter(problem::id.eq(id.0).and(problem::unit_id.eq(permit.unit().0)));
        diesel::update(own).set(problem::person_id.eq(person.0)).execute(&mut *self.connection)?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Accounts that hold a post in the permit's unit itself on its day.
    pub fn people_of_unit(&mut self, permit: &Permit<CorrectProblem>) -> Result<Vec<(AccountId, String)>> {
        let day = permit.on().to_string();
        let rows: Vec<(i64, String)> = account::table
            .inner_join(holding::table)
            .filter(holding::unit_id.eq(permit.unit().0).and(in_force(&day)))
            .filter(account::disabled.eq(false))
            .order((account::title.asc(), account::id.asc()))
            .select((account::id, account::title))
            .distinct()
            .limit(500)
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (AccountId(id), title)).collect())
    }

    /// Problems of a person that are about the permit's account, the newest first, each with the name of its unit. What
    /// the account wrote down and nobody is named in is its own.
    pub fn own_problems(&mut self, permit: &Permit<ReadDesk>, limit: i64) -> Result<Vec<(Problem, String)>> {
        let Some(own) = permit.account() else { return Ok(Vec::new()) };
        let mine = problem::person_id
            .eq(Some(own.0))
            .or(problem::person_id.is_null().and(problem::reported_by.eq(Some(own.0))));
        let rows: Vec<(ProblemRow, String)> = problem::table
            .inner_join(unit::table)
            .filter(problem::level.eq(Level::Person.key()))
            .filter(mine)
            .order(problem::id.desc())
            .limit(limit)
            .select((ProblemRow::as_select(), unit::name))
            .load(self.connection)?;
        rows.into_iter().map(|(row, unit)| Ok((row.try_into()?, unit))).collect()
    }

    /// The measures set against such problems.
    pub fn own_measures(&mut self, permit: &Permit<ReadDesk>, limit: i64) -> Result<Vec<Measure>> {
        let Some(own) = permit.account() else { return Ok(Vec::new()) };
        let mine = problem::person_id
            .eq(Some(own.0))
            .or(problem::person_id.is_null().and(problem::reported_by.eq(Some(own.0))));
        let rows: Vec<MeasureRow> = measure::table
            .inner_join(problem::table)
            .filter(problem::level.eq(Level::Person.key()))
            .filter(mine)
            .order(measure::id.asc())
            .limit(limit)
            .select(MeasureRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Measure::try_from).collect()
    }
}
