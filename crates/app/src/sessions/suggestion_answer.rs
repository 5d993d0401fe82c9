//! Answer a lesson that a speaker above drew for one's unit: open a problem for it, or decline with the reason.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_open::{Opening, open_problem},
    permit_at,
};
use earnest_model::{
    event::Subject,
    id::{ProblemId, SuggestionId},
    ledger::findings::origin::OriginKind,
    permit::AnswerSuggestion,
    sessions::suggestion::SuggestionState,
    text::Prose,
};
pub use earnest_store::Suggestion;
use serde_json::json;

/// Shows it to the unit that it is for.
pub fn show_suggestion(context: &Context<'_>, id: SuggestionId) -> Result<Suggestion> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_suggestion(id)?.ok_or(AppError::NotFound)?;
    Ok(reader.suggestion(&permit_at::<AnswerSuggestion>(context, target)?, id)?)
}

/// Takes it up: a problem of the own list.
pub fn accept_suggestion(
    context: &Context<'_>,
    id: SuggestionId,
    opening: &Opening<'_>,
) -> Result<ProblemId> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_suggestion(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AnswerSuggestion>(context, target)?;
    let suggestion = work.reader().suggestion(&permit, id)?;
    let state = suggestion.state.answered(true)?;
    let origin = (OriginKind::Lesson, id.0, 0);
    let (problem, report) =
        open_problem(context, &mut work, &suggestion.code, suggestion.round, opening, origin)?;
    work.suggestion_answer(&permit, id, state, None)?;
    let detail = json!({ "from": SuggestionState::Offered.key(), "to": state.key() });
    let answered = permit.event(Subject::new("suggestion", id.0), detail);
    work.commit_all(&report, &[answered])?;
    Ok(problem)
}

/// Declines it, with the reason.
pub fn decline_suggestion(context: &Context<'_>, id: SuggestionId, reason: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_suggestion(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AnswerSuggestion>(context, target)?;
    let suggestion = work.reader().suggestion(&permit, id)?;
    let state = suggestion.state.answered(false)?;
    let reason = Prose::parse(reason).map_err(|message| AppError::field("reason", message))?;
    work.suggestion_answer(&permit, id, state, Some(reason.as_str()))?;
    let detail = json!({ "from": SuggestionState::Offered.key(), "to": state.key(), "reason": reason });
    Ok(work.commit(&permit.event(Subject::new("suggestion", id.0), detail))?)
}
