//! Confirm, for a unit, that a circular was read.

use crate::{AppError, Context, Result, permit};
use earnest_model::{circulars::acts::CircularsAct, id::CircularId, permit::AcknowledgeCircular};

/// Confirms it, once.
pub fn acknowledge_circular(context: &Context<'_>, id: CircularId, unit: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<AcknowledgeCircular>(context, &mut work.reader(), unit)?;
    match work.reader().receipt(&permit, id)? {
        None => return Err(AppError::NotFound),
        Some(Some(_)) => return Err(AppError::refused("error-circular-read")),
        Some(None) => {}
    }
    work.receipt_write(&permit, id)?;
    work.commit(&permit.act_on(id, CircularsAct::CircularRead { read: true }))?;
    Ok(())
}
