//! Correct a problem of one's own list. What it said before stands in the journal; it waits for the head anew.

use crate::{AppError, Context, Result, permit_at, problem_return::private};
use earnest_model::{
    event::Subject,
    id::ProblemId,
    permit::CorrectProblem,
    problem::{Correction, ProblemForm, ProblemState},
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
    let new = Correction::parse(form, aspects).map_err(AppError::Form)?;
    work.problem_correct(&permit, id, &new)?;
    let detail = json!({
        "serial": before.serial, "from": before.state.key(), "to": ProblemState::Reported.key(),
        "before": private(&before, &before.body), "instance": private(&before, &before.instance),
    });
    Ok(work.commit(&permit.event(Subject::new("problem", id.0), detail))?)
}
