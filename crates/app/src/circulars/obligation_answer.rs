//! Answer, for a unit, what a circular requires of it.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{circulars::acts::CircularsAct, id::ObligationId, permit::FollowUpCircular, text::Prose};
pub use earnest_store::Obligation;

/// Shows it to its unit.
pub fn show_obligation(context: &Context<'_>, id: ObligationId) -> Result<Obligation> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<FollowUpCircular, _>(context, &mut reader, id)?;
    Ok(reader.obligation(&permit)?)
}

/// Answers it, once.
pub fn answer_obligation(context: &Context<'_>, id: ObligationId, answer: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<FollowUpCircular, _>(context, &mut work.reader(), id)?;
    let owed = work.reader().obligation(&permit)?;
    if owed.answered_on.is_some() {
        return Err(AppError::refused("error-obligation-answered"));
    }
    let answer = Prose::parse(answer).map_err(|message| AppError::field("answer", message))?;
    work.obligation_answer(&permit, answer.as_str())?;
    let late = context.today > owed.due_on;
    let told = CircularsAct::ObligationAnswered { title: owed.title, said: answer, late };
    Ok(work.commit(&permit.act_on(owed.circular, told))?)
}
