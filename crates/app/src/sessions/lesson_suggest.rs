//! Suggest to a unit beneath what a speaker drew from a matter: that unit takes it up or declines.

use crate::{AppError, Context, Result, permit, sessions::speech_problem::speech_to_take_up};
use earnest_model::{
    id::{SeminarId, SuggestionId},
    message::Message,
    permit::SuggestProblem,
    sessions::acts::SessionsAct,
    text::Prose,
};
use earnest_store::NewSuggestion;

/// Suggests it. Only whoever answers for the session's unit does, and only to a unit beneath it.
pub fn suggest_lesson(
    context: &Context<'_>,
    id: SeminarId,
    place: i32,
    unit: &str,
    body: &str,
) -> Result<SuggestionId> {
    let mut work = context.begin()?;
    let (own, held, _) = speech_to_take_up(context, &mut work.reader(), id, place)?;
    if unit.is_empty() {
        return Err(AppError::field("unit", Message::new("error-suggestion-unit")));
    }
    let permit = permit::<SuggestProblem>(context, &mut work.reader(), unit)?;
    if !own.span().strictly_covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    let body = Prose::parse(body).map_err(|message| AppError::field("body", message))?;
    let suggestion =
        work.suggestion_insert(&permit, &NewSuggestion { seminar: id, place, body: body.as_str() })?;
    let told = SessionsAct::LessonSuggested { from_unit: held.code, unit: unit.to_owned(), said: body };
    work.commit(&permit.act_on(suggestion, told))?;
    Ok(suggestion)
}
