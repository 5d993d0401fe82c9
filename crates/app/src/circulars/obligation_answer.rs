//! Answer, for a unit, what a circular requires of it.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{event::Subject, id::ObligationId, permit::FollowUpCircular, text::Prose};
pub use earnest_store::Obligation;
use serde_json::json;

/// Shows it to its unit.
pub fn show_obligation(context: &Context<'_>, id: ObligationId) -> Result<Obligation> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_obligation(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<FollowUpCircular>(context, target)?;
    Ok(reader.obligation(&permit, id)?)
}

/// Answers it, once.
pub fn answer_obligation(context: &Context<'_>, id: ObligationId, answer: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_obligation(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<FollowUpCircular>(context, target)?;
    let owed = work.reader().obligation(&permit, id)?;
    if owed.answered_on.is_some() {
        return Err(AppError::refused("error-obligation-answered"));
    }
    let answer = Prose::parse(answer).map_err(|message| AppError::field("answer", message))?;
    work.obligation_answer(&permit, id, answer.as_str())?;
    let late = context.today > owed.due_on;
    let detail = json!({ "title": owed.title, "said": answer, "late": late });
    Ok(work.commit(&permit.event(Subject::new("circular", owed.circular.0), detail))?)
}
