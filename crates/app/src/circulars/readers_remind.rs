//! Remind every recipient who has not confirmed a circular.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{circulars::acts::CircularsAct, id::CircularId, permit::RemindReaders};

/// Reminds them; gives how many. It stands on their desks as owed since today.
pub fn remind_readers(context: &Context<'_>, id: CircularId) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit_on::<RemindReaders, _>(context, &mut work.reader(), id)?;
    let reminded = work.receipts_remind(&permit)?;
    if reminded == 0 {
        return Err(AppError::refused("error-circular-all-read"));
    }
    work.commit(&permit.act(CircularsAct::ReadersReminded { recipients: reminded }))?;
    Ok(reminded)
}
