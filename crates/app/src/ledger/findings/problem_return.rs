//! Return a problem with what is missing: by the unit's head, or from above.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::ProblemId,
    ledger::{
        findings::problem::ProblemState,
        measures::measure::{Step, check_remarks},
    },
    permit::ReturnProblem,
};
use serde_json::json;

/// Returns it. It does not count until it was corrected and signed again.
pub fn return_problem(context: &Context<'_>, id: ProblemId, missing: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_problem(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReturnProblem>(context, target)?;
    let problem = work.reader().problem(&permit, id)?;
    if problem.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    if problem.state == ProblemState::Returned {
        return Err(AppError::refused("error-problem-returned"));
    }
    let missing =
        check_remarks(Step::Return, missing).map_err(|message| AppError::field("missing", message))?;
    work.problem_return(&permit, id, &missing)?;
    let detail = json!({
        "serial": problem.serial, "from": problem.state.key(), "to": ProblemState::Returned.key(),
        "missing": private(&problem, &missing),
    });
    Ok(work.commit(&permit.event(Subject::new("problem", id.0), detail))?)
}

/// The journal has more readers than a person's problem: of that it keeps no words.
pub(crate) fn private<'t>(problem: &earnest_store::Problem, text: &'t str) -> Option<&'t str> {
    (problem.level != earnest_model::ledger::findings::problem::Level::Person).then_some(text)
}
