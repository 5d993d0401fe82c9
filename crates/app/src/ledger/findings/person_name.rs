//! Name whom a problem of a person is about: from then on that person, their head and the office alone see it.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::{AccountId, ProblemId},
    ledger::findings::problem::Level,
    message::Message,
    permit::CorrectProblem,
};
use serde_json::json;

/// Names an account that holds a post in the unit; a fault is told at `person`. The journal does not say who.
pub fn name_person(context: &Context<'_>, id: ProblemId, person: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_problem(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<CorrectProblem>(context, target)?;
    let problem = work.reader().problem(&permit, id)?;
    if problem.level != Level::Person {
        return Err(AppError::refused("error-person-level"));
    }
    let unknown = || AppError::field("person", Message::new("error-person"));
    let person = person.trim().parse().map(AccountId).map_err(|_| unknown())?;
    if !work.reader().people_of_unit(&permit)?.iter().any(|(known, _)| *known == person) {
        return Err(unknown());
    }
    work.problem_person_write(&permit, id, person)?;
    let detail = json!({ "serial": problem.serial, "person-named": true });
    work.commit(&permit.event(Subject::new("problem", id.0), detail))?;
    Ok(())
}
