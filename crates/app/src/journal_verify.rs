//! Recompute the journal's chain, and hold every record of the register against the last act on it.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::permit::ReadJournal;
use earnest_store::Verified;

/// What holds and what does not.
pub fn verify_journal(context: &Context<'_>) -> Result<Verified> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    match reader.root()? {
        Some(root) => {
            permit_at::<ReadJournal>(context, root)?;
        }
        // Of a register without units nobody can hold a post; records may stand in it all the same.
        None if context.actor.is_operator() => {}
        None => return Err(AppError::NotFound),
    }
    reader.verify_journal().map_err(AppError::from)
}

/// Whether an entry has this hash: a head that was noted once must stand in the chain for ever.
pub fn verify_head(context: &Context<'_>, hash: &str) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(root) = reader.root()? else { return Ok(false) };
    let permit = permit_at::<ReadJournal>(context, root)?;
    Ok(reader.journal_has(&permit, hash)?)
}
