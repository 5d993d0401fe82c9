//! Take a problem off the count: it is the same as another, or it was not so. Only somebody above the unit says that,
//! with the reason; the problem stays on the list.

use crate::{AppError, Context, Result, ledger::findings::problem_return::private, permit_at};
use earnest_model::{
    event::Subject,
    id::ProblemId,
    ledger::{
        findings::problem::ProblemState,
        measures::measure::{Step, check_remarks},
    },
    message::Message,
    permit::SettleProblem,
};
use serde_json::json;

/// How a problem is settled, as a form says it.
#[derive(Debug, Clone, Copy)]
pub struct Settle<'a> {
    /// The serial of the problem into which it is merged; blank: it was not substantiated.
    pub into: &'a str,
    /// Why, at least ten characters.
    pub reason: &'a str,
}

/// Settles it. The measures of a merged problem go over to the other one.
pub fn settle_problem(context: &Context<'_>, id: ProblemId, settle: &Settle<'_>) -> Result<ProblemState> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_problem(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<SettleProblem>(context, target)?;
    let problem = work.reader().problem(&permit, id)?;
    if problem.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    let reason = check_remarks(Step::Return, settle.reason)
        .map_err(|message| AppError::field("settle_reason", message))?;
    let serial = settle.into.trim();
    let into = if serial.is_empty() {
        None
    } else {
        let found = work.reader().problem_by_serial(&permit, serial)?;
        let fits = |other: &earnest_store::Problem| {
            other.id != problem.id && other.level == problem.level && !other.state.is_settled()
        };
        let wrong = || AppError::field("into", Message::new("error-problem-into"));
        Some(found.filter(fits).ok_or_else(wrong)?)
    };
    let state = if into.is_some() { ProblemState::Merged } else { ProblemState::NotSubstantiated };
    work.problem_settle(&permit, id, into.as_ref().map(|other| other.id), &reason)?;
    let detail = json!({
        "serial": problem.serial, "from": problem.state.key(), "to": state.key(),
        "into": into.map(|other| other.serial), "reason": private(&problem, &reason),
    });
    work.commit(&permit.event(Subject::new("problem", id.0), detail))?;
    Ok(state)
}
