//! Return a problem with what is missing: by the unit's head, or from above.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::ProblemId,
    ledger::{
        acts::{LedgerAct, ProblemTold},
        findings::problem::{Level, ProblemState},
        measures::measure::{Step, check_remarks},
    },
    permit::{Permit, ReturnProblem},
};
use earnest_store::{Problem, Reader};

/// The permit to return a problem now, and the problem.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProblemId,
) -> Result<(Permit<ReturnProblem, ProblemId>, Problem)> {
    let permit = permit_on(context, reader, id)?;
    let problem = reader.problem(&permit)?;
    if problem.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    if problem.state == ProblemState::Returned {
        return Err(AppError::refused("error-problem-returned"));
    }
    Ok((permit, problem))
}

/// Returns it, until it was corrected and signed again. A word from above takes it out of the sums meanwhile; what its own
/// head returns goes on counting as it was signed.
pub fn return_problem(context: &Context<'_>, id: ProblemId, missing: &str) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, problem) = ready(context, &mut work.reader(), id)?;
    let missing = said_missing(missing)?;
    work.problem_return(&permit, &missing)?;
    Ok(work.commit(&permit.act(returned(&problem, &missing)))?)
}

/// What is missing, which must be said.
pub(crate) fn said_missing(missing: &str) -> Result<String> {
    check_remarks(Step::Return, missing).map_err(|message| AppError::field("missing", message))
}

/// How a return is told.
pub(crate) fn returned(problem: &Problem, missing: &str) -> LedgerAct {
    let told = told(problem, ProblemState::Returned);
    LedgerAct::ProblemReturned { problem: told, missing: private(problem, missing) }
}

/// How a change of a problem's state is told.
pub(crate) fn told(problem: &Problem, to: ProblemState) -> ProblemTold {
    let (serial, from) = (problem.serial.clone(), problem.state.key().to_owned());
    ProblemTold { serial, from, to: to.key() }
}

/// The journal has more readers than a person's problem: of that it keeps no words.
pub(crate) fn private(problem: &Problem, text: &str) -> Option<String> {
    (problem.level != Level::Person).then(|| text.to_owned())
}
