//! Remind every recipient who has not confirmed a circular.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{event::Subject, id::CircularId, permit::RemindReaders};
use serde_json::json;

/// Reminds them; gives how many. It stands on their desks as owed since today.
pub fn remind_readers(context: &Context<'_>, id: CircularId) -> Result<usize> {
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().locate_circular(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RemindReaders>(context, organiser)?;
    let reminded = work.receipts_remind(&permit, id)?;
    if reminded == 0 {
        return Err(AppError::refused("error-circular-all-read"));
    }
    let detail = json!({ "recipients": reminded });
    work.commit(&permit.event(Subject::new("circular", id.0), detail))?;
    Ok(reminded)
}
