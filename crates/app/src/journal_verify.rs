//! Recompute the journal's chain, and hold every record of the register against the last act on it and the chain against
//! the checkpoints that were signed of it.

use crate::{AppError, Context, Result, anchor::verify_tree, permit_at};
use earnest_model::{contents::ContentsFault, permit::ReadJournal};
use earnest_store::Verified;

/// What holds and what does not.
pub fn verify_journal(context: &Context<'_>) -> Result<Verified> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    // Whoever runs the program may always check, also a register in which no unit can be read any more.
    if !context.actor.is_operator() {
        let root = reader.root()?.ok_or(AppError::NotFound)?;
        permit_at::<ReadJournal>(context, root)?;
    }
    let mut verified = reader.verify_journal()?;
    let whole = |fault: &ContentsFault| !matches!(fault, ContentsFault::NoTable(_));
    // A broken chain has no tree.
    if verified.broken.is_none() && verified.faults.iter().all(whole) {
        match verify_tree(&mut reader) {
            Ok(faults) => verified.faults.extend(faults),
            Err(AppError::Store(fault)) if fault.is_of_contents() => {
                verified.faults.push(ContentsFault::NoTree)
            }
            Err(other) => return Err(other),
        }
    }
    Ok(verified)
}

/// Whether an entry has this hash: a head that was noted once must stand in the chain for ever.
pub fn verify_head(context: &Context<'_>, hash: &str) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(root) = reader.root()? else { return Ok(false) };
    let permit = permit_at::<ReadJournal>(context, root)?;
    Ok(reader.journal_has(&permit, hash)?)
}
