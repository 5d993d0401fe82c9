//! Whom a problem of a person is about, and what a person reads of their own.

use crate::{
    Reader, Work,
    error::{Result, one},
    held::in_force,
    ledger::findings::problem::{Problem, ProblemRow, check_problem},
    schema::{account, holding, problem, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, ProblemId},
    ledger::findings::problem::Level,
    permit::{CorrectProblem, Permit, ReadDesk},
};

/// Problems of a person that are about an account. What it wrote down and nobody is named in is its own.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn own_of(account: i64) -> _ {
    let person: &'static str = Level::Person.key();
    let own: Option<i64> = Some(account);
    problem::level
        .eq(person)
        .and(problem::person_id.eq(own).or(problem::person_id.is_null().and(problem::reported_by.eq(own))))
}

impl Work<'_> {
    /// Writes whom the permit's problem is about.
    pub fn problem_person_write(
        &mut self,
        permit: &Permit<CorrectProblem, ProblemId>,
        person: AccountId,
    ) -> Result<()> {
        let connection = self.under(permit);
        check_problem(connection, permit)?;
        let own = problem::id.eq(permit.key().0).and(problem::unit_id.eq(permit.unit().0));
        let set = problem::person_id.eq(person.0);
        one(diesel::update(problem::table.filter(own)).set(set).execute(connection)?)
    }
}

impl Reader<'_> {
    /// Accounts that hold a post on the permit's day in the unit on whose list the permit's problem stands.
    pub fn people_of_unit(
        &mut self,
        permit: &Permit<CorrectProblem, ProblemId>,
    ) -> Result<Vec<(AccountId, String)>> {
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
        let rows: Vec<(ProblemRow, String)> = problem::table
            .inner_join(unit::table)
            .filter(own_of(own.0))
            .order(problem::id.desc())
            .limit(limit)
            .select((ProblemRow::as_select(), unit::name))
            .load(self.connection)?;
        rows.into_iter().map(|(row, unit)| Ok((row.try_into()?, unit))).collect()
    }
}
