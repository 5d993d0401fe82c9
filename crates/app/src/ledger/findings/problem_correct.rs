//! Correct a problem of one's own list. What it said before stands in the journal; it waits for the head anew.

use crate::{AppError, Context, Result, ledger::findings::problem_return::private, permit_at};
use earnest_model::{
    event::{Event, Subject},
    id::ProblemId,
    ledger::findings::problem::{Correction, ProblemForm, ProblemState},
    permit::{CorrectProblem, Permit},
};
use serde_json::json;

/// Corrects aspect, wording, instance and the customary columns.
pub fn correct_problem(
    context: &Context<'_>,
    id: ProblemId,
    form: &ProblemForm<'_>,
    aspects: &[String],
) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_problem(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<CorrectProblem>(context, target)?;
    let before = work.reader().problem(&permit, id)?;
    if before.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    let new = Correction::parse(form, aspects).map_err(AppError::Form)?;
    work.problem_correct(&permit, id, &new)?;
    let texts = [private(&before, &before.body), private(&before, &before.instance)];
    let event = corrected_event(&permit, id, (&before.serial, before.state.key()), texts);
    Ok(work.commit(&event)?)
}

/// The event of a correction: serial and state before it, then wording and instance as far as the journal may keep them.
pub(crate) fn corrected_event(
    permit: &Permit<CorrectProblem>,
    id: ProblemId,
    (serial, state): (&str, &str),
    [body, instance]: [Option<&str>; 2],
) -> Event {
    let detail = json!({
        "serial": serial, "from": state, "to": ProblemState::Reported.key(),
        "before": body, "instance": instance,
    });
    permit.event(Subject::new("problem", id.0), detail)
}
