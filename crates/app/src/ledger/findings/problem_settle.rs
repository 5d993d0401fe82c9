//! Take a problem off the count: it is the same as another, or it was not so. Only somebody above the unit says that,
//! with the reason; the problem stays on the list.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_return::{private, told},
    permit_on,
};
use earnest_model::{
    id::ProblemId,
    ledger::{
        acts::LedgerAct,
        findings::problem::ProblemState,
        measures::measure::{Step, check_remarks},
    },
    message::Message,
    permit::{Permit, SettleProblem},
};
use earnest_store::{Problem, Reader};

/// How a problem is settled, as a form says it.
#[derive(Debug, Clone, Copy)]
pub struct Settle<'a> {
    /// The serial of the problem into which it is merged; blank: it was not substantiated.
    pub into: &'a str,
    /// Why, at least ten characters.
    pub reason: &'a str,
}

/// The permit to settle a problem now, and the problem.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProblemId,
) -> Result<(Permit<SettleProblem, ProblemId>, Problem)> {
    let permit = permit_on(context, reader, id)?;
    let problem = reader.problem(&permit)?;
    if problem.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    Ok((permit, problem))
}

/// Settles it. The measures of a merged problem go over to the other one.
pub fn settle_problem(context: &Context<'_>, id: ProblemId, settle: &Settle<'_>) -> Result<ProblemState> {
    let mut work = context.begin()?;
    let (permit, problem) = ready(context, &mut work.reader(), id)?;
    let reason = check_remarks(Step::Return, settle.reason)
        .map_err(|message| AppError::field("settle_reason", message))?;
    let serial = settle.into.trim();
    let into = if serial.is_empty() {
        None
    } else {
        let found = work.reader().problem_by_serial(&permit, serial)?;
        let fits = |other: &Problem| {
            other.id != problem.id && other.level == problem.level && !other.state.is_settled()
        };
        let wrong = || AppError::field("into", Message::new("error-problem-into"));
        Some(found.filter(fits).ok_or_else(wrong)?)
    };
    work.problem_settle(&permit, into.as_ref().map(|other| other.id), &reason)?;
    let reason = private(&problem, &reason);
    let (state, act) = match into {
        Some(other) => {
            let (state, into) = (ProblemState::Merged, Some(other.serial));
            (state, LedgerAct::ProblemMerged { problem: told(&problem, state), into, reason })
        }
        None => {
            let (state, into) = (ProblemState::NotSubstantiated, None);
            (state, LedgerAct::ProblemNotSubstantiated { problem: told(&problem, state), into, reason })
        }
    };
    work.commit(&permit.act(act))?;
    Ok(state)
}
