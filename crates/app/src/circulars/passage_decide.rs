//! Answer, as the office, what a unit said of its passage.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    circulars::{acts::CircularsAct, circular_check::parse_office_answer},
    id::{CircularDraftId, PassageId},
    permit::AnswerPassage,
    text::Prose,
};
use earnest_store::PassageDecision;

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
    let mut work = context.begin()?;
    let permit = permit_on::<AnswerPassage, _>(context, &mut work.reader(), draft)?;
    if !work.reader().circular_draft(&permit)?.state.is_checking() {
        return Err(AppError::refused("error-circular-draft-over"));
    }
    let passages = work.reader().passages(&permit)?;
    let passage = passages.into_iter().find(|passage| passage.id == id).ok_or(AppError::NotFound)?;
    let answer = parse_office_answer(form.step, form.decision, form.body).map_err(AppError::Form)?;
    let next = passage.state.after(answer.step)?;
    let (decision, body) =
        (answer.decision.as_ref().map(Prose::as_str), answer.body.as_ref().map(Prose::as_str));
    work.passage_decide(&permit, PassageDecision { before: &passage, step: answer.step, decision, body })?;
    let told = CircularsAct::PassageAnswered {
        from: passage.state.key(),
        to: next.key(),
        unit: passage.code,
        before: answer.body.is_some().then_some(passage.body),
        reason: answer.decision,
    };
    Ok(work.commit(&permit.act_on(id, told))?)
}
