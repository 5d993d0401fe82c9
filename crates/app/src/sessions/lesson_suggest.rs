//! Suggest to a unit beneath what a speaker drew from a matter: that unit takes it up or declines.

use crate::{AppError, Context, Result, permit, permit_at};
use earnest_model::{
    event::Subject,
    id::{SeminarId, SuggestionId},
    message::Message,
    permit::{ReadAssessments, ReportProblems, SuggestProblem},
    text::Prose,
};
use serde_json::json;

/// Suggests it. Only whoever answers for the session's unit does, and only to a unit beneath it.
pub fn suggest_lesson(
    context: &Context<'_>,
    id: SeminarId,
    place: i32,
    unit: &str,
    body: &str,
) -> Result<SuggestionId> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_seminar(id)?.ok_or(AppError::NotFound)?;
    let own = permit_at::<ReportProblems>(context, target)?;
    let held = work.reader().seminar(&permit_at::<ReadAssessments>(context, target)?, id)?;
    let index = usize::try_from(place).map_err(|_| AppError::NotFound)?;
    if held.session.body.speeches.get(index).is_none() {
        return Err(AppError::NotFound);
    }
    if unit.is_empty() {
        return Err(AppError::field("unit", Message::new("error-suggestion-unit")));
    }
    let permit = permit::<SuggestProblem>(context, &mut work.reader(), unit)?;
    if !own.span().strictly_covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    let body = Prose::parse(body).map_err(|message| AppError::field("body", message))?;
    let suggestion = work.suggestion_insert(&permit, own.unit(), (id, place), body.as_str())?;
    let detail = json!({ "from-unit": held.code, "unit": unit, "said": body });
    work.commit(&permit.event(Subject::new("suggestion", suggestion.0), detail))?;
    Ok(suggestion)
}
