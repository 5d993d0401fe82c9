//! Suggest to a unit beneath what a speaker drew from a matter: that unit takes it up or declines.

use crate::{AppError, Context, Result, permit, permit_on, sessions::speech_problem::speech_to_take_up};
use earnest_model::{
    id::{SeminarId, SuggestionId},
    message::Message,
    permit::{ReadAssessments, SuggestProblem},
    sessions::{acts::SessionsAct, suggestion::SuggestionState},
    text::Prose,
    twice::{near_words, once},
};
use earnest_store::NewSuggestion;

/// A lesson as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lesson<'a> {
    /// Code of the unit that it is for.
    pub unit: &'a str,
    /// The lesson.
    pub body: &'a str,
    /// Whether another one is meant than what was suggested to that unit in near words.
    pub another: bool,
}

/// Suggests it. Only whoever answers for the session's unit does, and only to a unit beneath it. In near words a session suggests
/// it to a unit once, unless whoever does says that another one is meant: a fault at `again`. What was declined may be suggested
/// anew.
pub fn suggest_lesson(
    context: &Context<'_>,
    id: SeminarId,
    place: i32,
    lesson: &Lesson<'_>,
) -> Result<SuggestionId> {
    let mut work = context.begin()?;
    let (own, held, _) = speech_to_take_up(context, &mut work.reader(), id, place)?;
    let unit = lesson.unit;
    if unit.is_empty() {
        return Err(AppError::field("unit", Message::new("error-suggestion-unit")));
    }
    let permit = permit::<SuggestProblem>(context, &mut work.reader(), unit)?;
    if !own.span().strictly_covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    let body = Prose::parse(lesson.body).map_err(|message| AppError::field("body", message))?;
    let reading = permit_on::<ReadAssessments, _>(context, &mut work.reader(), id)?;
    let there = work.reader().suggestions_of(&reading)?.into_iter();
    let same = there.filter(|one| one.code == unit && one.state != SuggestionState::Declined);
    let same = same.filter(|one| near_words(&one.body, body.as_str()));
    let before: Vec<_> = same.map(|one| format!("{} ({})", one.body, one.offered_on)).collect();
    once("error-suggestion-twice", &before, lesson.another)
        .map_err(|message| AppError::field("again", message))?;
    let suggestion =
        work.suggestion_insert(&permit, &NewSuggestion { seminar: id, place, body: body.as_str() })?;
    let told = SessionsAct::LessonSuggested { from_unit: held.code, unit: unit.to_owned(), said: body };
    work.commit(&permit.act_on(suggestion, told))?;
    Ok(suggestion)
}
