//! Return several problems of a unit with what is missing: all of them or none.

use crate::{AppError, Context, Result, ledger::findings::problem_return::private, permit};
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

/// Returns them with one and the same word of what is missing; each has its own event.
pub fn return_findings(context: &Context<'_>, unit: &str, ids: &[ProblemId], missing: &str) -> Result<usize> {
    if ids.is_empty() {
        return Err(AppError::refused("error-findings-none"));
    }
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<ReturnProblem>(context, &mut work.reader(), unit)?;
    let missing =
        check_remarks(Step::Return, missing).map_err(|message| AppError::field("missing", message))?;
    let waiting = work.reader().problems_in(&permit, ProblemState::Reported)?;
    let mut events = Vec::with_capacity(ids.len());
    for id in ids {
        // What is no longer as it was shown refuses all.
        let problem = waiting.iter().find(|problem| problem.id == *id).ok_or(AppError::NotFound)?;
        work.problem_return(&permit, *id, &missing)?;
        let detail = json!({
            "serial": problem.serial, "from": problem.state.key(), "to": ProblemState::Returned.key(),
            "missing": private(problem, &missing),
        });
        events.push(permit.event(Subject::new("problem", id.0), detail));
    }
    if let Some((first, rest)) = events.split_first() {
        work.commit_all(first, rest)?;
    }
    Ok(ids.len())
}
