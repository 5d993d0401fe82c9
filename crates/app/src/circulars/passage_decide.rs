//! Answer, as the office, what a unit said of its passage.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    circulars::circular_check::{DraftState, parse_office_answer},
    event::Subject,
    id::{CircularDraftId, PassageId},
    permit::{AnswerPassage, DraftCircular},
    text::Prose,
};
use serde_json::json;

/// An answer as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnswerForm<'a> {
    /// The step: amend, uphold or note.
    pub step: &'a str,
    /// Why.
    pub decision: &'a str,
    /// The words anew, where the correction is taken.
    pub body: &'a str,
}

/// Answers it.
pub fn decide_passage(
    context: &Context<'_>,
    draft: CircularDraftId,
    id: PassageId,
    form: AnswerForm<'_>,
) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().locate_circular_draft(draft)?.ok_or(AppError::NotFound)?;
    let reading = permit_at::<DraftCircular>(context, organiser)?;
    let permit = permit_at::<AnswerPassage>(context, organiser)?;
    if work.reader().circular_draft(&reading, draft)?.state != DraftState::Checking {
        return Err(AppError::refused("error-circular-draft-over"));
    }
    let passages = work.reader().passages(&reading, draft)?;
    let passage = passages.into_iter().find(|passage| passage.id == id).ok_or(AppError::NotFound)?;
    let answer = parse_office_answer(form.step, form.decision, form.body).map_err(AppError::Form)?;
    let next = passage.state.after(answer.step)?;
    let (decision, body) =
        (answer.decision.as_ref().map(Prose::as_str), answer.body.as_ref().map(Prose::as_str));
    work.passage_decide(&permit, &passage, answer.step, decision, body)?;
    let detail = json!({
        "from": passage.state.key(), "to": next.key(), "unit": passage.code,
        "before": body.map(|_| passage.body.as_str()), "reason": decision,
    });
    Ok(work.commit(&permit.event(Subject::new("passage", id.0), detail))?)
}
