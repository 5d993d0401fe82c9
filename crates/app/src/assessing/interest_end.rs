//! End a declared interest early: from then on it keeps nobody away; the record stays.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    event::Subject,
    id::InterestId,
    permit::{Action, DeclareInterest, NoteInterest, Permit},
    text::date,
};
use earnest_store::{InterestLine, Work};
use serde_json::json;

/// Whether the actor may end it: whoever declared it for themselves, or the office above that notes interests there.
pub fn may_end(context: &Context<'_>, line: &InterestLine) -> bool {
    let own = context.actor.account();
    (own == Some(line.interest.account) && own == Some(line.by))
        || (own != Some(line.interest.account)
            && permit_at::<NoteInterest>(context, line.interest.at).is_ok())
}

/// Ends it with a last day, told at `until`. What an office noted for somebody, the office ends.
pub fn end_interest(context: &Context<'_>, id: InterestId, until: &str) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let line = work.reader().interest_line(id)?.ok_or(AppError::NotFound)?;
    if !may_end(context, &line) {
        return Err(AppError::NotFound);
    }
    let day = date(until).map_err(|message| AppError::field("until", message))?;
    line.interest.may_end(day, context.today).map_err(|message| AppError::field("until", message))?;
    let at = line.interest.at;
    if context.actor.account() == Some(line.interest.account) {
        let permit = permit_at::<DeclareInterest>(context, at)?;
        return write(work, &permit, &line, day);
    }
    let permit = permit_at::<NoteInterest>(context, at)?;
    write(work, &permit, &line, day)
}

fn write<A: Action>(mut work: Work<'_>, permit: &Permit<A>, line: &InterestLine, day: Date) -> Result<()> {
    work.interest_end(permit, line.interest.id, day)?;
    let detail = json!({ "assessor": line.interest.account, "last-day": day.to_string() });
    work.commit(&permit.event(Subject::new("interest", line.interest.id.0), detail))?;
    Ok(())
}
