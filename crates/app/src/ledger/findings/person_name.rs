//! Name whom a problem of a person is about: from then on that person, their head and the office alone see it.

use crate::{AppError, Context, Result, ledger::findings::problem_correct};
use earnest_model::{
    id::{AccountId, ProblemId},
    ledger::{acts::LedgerAct, findings::problem::Level},
    message::Message,
    permit::{CorrectProblem, Permit},
};
use earnest_store::{Problem, Reader};

/// The permit to say whom a problem is about, and the problem.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProblemId,
) -> Result<(Permit<CorrectProblem, ProblemId>, Problem)> {
    let (permit, problem) = problem_correct::ready(context, reader, id)?;
    if problem.level != Level::Person {
        return Err(AppError::refused("error-person-level"));
    }
    Ok((permit, problem))
}

/// Names an account that holds a post in the unit; a fault is told at `person`. The journal does not say who.
pub fn name_person(context: &Context<'_>, id: ProblemId, person: &str) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, problem) = ready(context, &mut work.reader(), id)?;
    let unknown = || AppError::field("person", Message::new("error-person"));
    let person = person.trim().parse().map(AccountId).map_err(|_| unknown())?;
    if !work.reader().people_of_unit(&permit)?.iter().any(|(known, _)| *known == person) {
        return Err(unknown());
    }
    work.problem_person_write(&permit, person)?;
    let told = LedgerAct::PersonNamed { serial: problem.serial, person_named: true };
    Ok(work.commit(&permit.act(told))?)
}
