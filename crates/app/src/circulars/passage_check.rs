//! Check, for a unit, the passage that a circular is to say of it: accept it, correct it, or reply.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    Date,
    circulars::{acts::CircularsAct, circular_check::parse_unit_answer},
    id::PassageId,
    permit::CheckPassage,
    text::Prose,
};
pub use earnest_store::PassageStored;
use earnest_store::{PassageAnswer, PassageToCheck};

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
    /// Why the draft was given up, where that was said.
    pub given_up: Option<String>,
}

/// Shows it to the unit that it speaks of, and to nobody else.
pub fn show_passage(context: &Context<'_>, id: PassageId) -> Result<PassageShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<CheckPassage, _>(context, &mut reader, id)?;
    let found = reader.passage(&permit)?;
    let open = open(context, &found).is_ok() && found.passage.state.takes_answer();
    let due_on = found.until();
    let given_up = found.given_up;
    Ok(PassageShown { passage: found.passage, title: found.title, due_on, open, given_up })
}

/// Refuses an answer that comes too late: nothing is told of the round any more, the draft is checked no more, or the day has
/// passed.
fn open(context: &Context<'_>, found: &PassageToCheck) -> Result<()> {
    if !found.round.takes_circulars() {
        return Err(AppError::refused("error-circular-state"));
    }
    if !found.state.is_checking() {
        return Err(AppError::refused("error-circular-draft-over"));
    }
    if found.until().is_none_or(|until| context.today > until) {
        return Err(AppError::refused("error-passage-late"));
    }
    Ok(())
}

/// Answers: `step` is one of the unit's steps, `beside` asks that a reply stands beside the passage.
pub fn check_passage(
    context: &Context<'_>,
    id: PassageId,
    step: &str,
    said: &str,
    beside: bool,
) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<CheckPassage, _>(context, &mut work.reader(), id)?;
    let found = work.reader().passage(&permit)?;
    open(context, &found)?;
    let answer = parse_unit_answer(step, said, beside).map_err(AppError::Form)?;
    let (before, next) = (found.passage.state, found.passage.state.after(answer.step)?);
    // What was said before stays until something else is said.
    let said = answer.said.as_ref().map(Prose::as_str).or(found.passage.said.as_deref());
    work.passage_answer(&permit, PassageAnswer { state: next, said, beside: answer.beside })?;
    let (from, to) = (before.key(), next.key());
    let told = CircularsAct::PassageChecked { from, to, said: answer.said, beside: answer.beside };
    Ok(work.commit(&permit.act(told))?)
}
