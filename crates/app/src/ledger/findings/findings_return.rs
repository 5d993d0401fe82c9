//! Return several problems of a unit with what is missing: all of them or none.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_return::{ready, returned, said_missing},
    permit,
};
use earnest_model::{id::ProblemId, ledger::findings::problem::ProblemState, permit::ReturnProblem};

/// Returns them with one and the same word of what is missing; each has its own event.
pub fn return_findings(context: &Context<'_>, unit: &str, ids: &[ProblemId], missing: &str) -> Result<usize> {
    if ids.is_empty() {
        return Err(AppError::refused("error-findings-none"));
    }
    let mut work = context.begin()?;
    let here = permit::<ReturnProblem>(context, &mut work.reader(), unit)?.unit();
    let missing = said_missing(missing)?;
    let mut events = Vec::with_capacity(ids.len());
    for id in ids {
        let (permit, problem) = ready(context, &mut work.reader(), *id)?;
        // What is no longer as it was shown refuses all.
        if permit.unit() != here || problem.state != ProblemState::Reported {
            return Err(AppError::NotFound);
        }
        work.problem_return(&permit, &missing)?;
        events.push(permit.act(returned(&problem, &missing)));
    }
    if let Some((first, rest)) = events.split_first() {
        work.commit_all(first, rest)?;
    }
    Ok(ids.len())
}
