//! Answer a lesson that a speaker above drew for one's unit: open a problem for it, or decline with the reason.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_open::{Opening, open_problem},
    permit_on,
};
use earnest_model::{
    id::{ProblemId, SuggestionId},
    ledger::findings::origin::OriginKind,
    permit::AnswerSuggestion,
    sessions::{acts::SessionsAct, suggestion::SuggestionState},
    text::Prose,
};
pub use earnest_store::Suggestion;

/// Shows it to the unit that it is for.
pub fn show_suggestion(context: &Context<'_>, id: SuggestionId) -> Result<Suggestion> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<AnswerSuggestion, _>(context, &mut reader, id)?;
    Ok(reader.suggestion(&permit)?)
}

/// Takes it up: a problem of the own list.
pub fn accept_suggestion(
    context: &Context<'_>,
    id: SuggestionId,
    opening: &Opening<'_>,
) -> Result<ProblemId> {
    let mut work = context.begin()?;
    let permit = permit_on::<AnswerSuggestion, _>(context, &mut work.reader(), id)?;
    let suggestion = work.reader().suggestion(&permit)?;
    let state = suggestion.state.answered(true)?;
    let origin = Some((OriginKind::Lesson, id.0, 0));
    let (problem, report) =
        open_problem(context, &mut work, &suggestion.code, suggestion.round, opening, origin)?;
    work.suggestion_answer(&permit, state, None)?;
    let told = SessionsAct::LessonTaken { from: SuggestionState::Offered.key(), to: state.key() };
    let answered = permit.act(told);
    work.commit_all(&report, &[answered])?;
    Ok(problem)
}

/// Declines it, with the reason.
pub fn decline_suggestion(context: &Context<'_>, id: SuggestionId, reason: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<AnswerSuggestion, _>(context, &mut work.reader(), id)?;
    let suggestion = work.reader().suggestion(&permit)?;
    let state = suggestion.state.answered(false)?;
    let reason = Prose::parse_reason(reason).map_err(|message| AppError::field("reason", message))?;
    work.suggestion_answer(&permit, state, Some(reason.as_str()))?;
    let told = SessionsAct::LessonDeclined { from: SuggestionState::Offered.key(), to: state.key(), reason };
    Ok(work.commit(&permit.act(told))?)
}
