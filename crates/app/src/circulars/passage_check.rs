//! Check, for a unit, the passage that a circular is to say of it: accept it, correct it, or reply.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    circulars::circular_check::{DraftState, parse_unit_answer},
    event::Subject,
    id::PassageId,
    permit::CheckPassage,
};
pub use earnest_store::PassageStored;
use serde_json::json;

/// A passage as its unit sees it.
#[derive(Debug, Clone)]
pub struct PassageShown {
    /// The passage.
    pub passage: PassageStored,
    /// The title of the draft.
    pub title: String,
    /// The last day for an answer.
    pub due_on: Option<Date>,
    /// Whether the unit may answer now.
    pub open: bool,
}

/// Shows it to the unit that it speaks of, and to nobody else.
pub fn show_passage(context: &Context<'_>, id: PassageId) -> Result<PassageShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_passage(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<CheckPassage>(context, target)?;
    let (passage, title, state, due_on) = reader.passage(&permit, id)?;
    let open = state == DraftState::Checking
        && passage.state.takes_answer()
        && due_on.is_some_and(|due| context.today <= due);
    Ok(PassageShown { passage, title, due_on, open })
}

/// Answers: `step` is one of the unit's steps, `beside` asks that a reply stands beside the passage.
pub fn check_passage(
    context: &Context<'_>,
    id: PassageId,
    step: &str,
    said: &str,
    beside: bool,
) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_passage(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<CheckPassage>(context, target)?;
    let (passage, _, state, due_on) = work.reader().passage(&permit, id)?;
    if state != DraftState::Checking {
        return Err(AppError::refused("error-circular-draft-over"));
    }
    if due_on.is_none_or(|due| context.today > due) {
        return Err(AppError::refused("error-passage-late"));
    }
    let answer = parse_unit_answer(step, said, beside).map_err(AppError::Form)?;
    let next = passage.state.after(answer.step)?;
    // What was said before stays until something else is said.
    let said = answer.said.as_ref().map(earnest_model::text::Prose::as_str).or(passage.said.as_deref());
    work.passage_answer(&permit, id, next, said, answer.beside)?;
    let detail = json!({
        "from": passage.state.key(), "to": next.key(), "said": answer.said, "beside": answer.beside,
    });
    Ok(work.commit(&permit.event(Subject::new("passage", id.0), detail))?)
}
