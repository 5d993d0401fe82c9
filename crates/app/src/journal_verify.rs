//! Recompute the journal's chain.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::{ChainCheck, ChainFault},
    permit::ReadJournal,
};

/// The check's end: how many entries hold, or the first fault.
pub fn verify_journal(context: &Context<'_>) -> Result<std::result::Result<ChainCheck, ChainFault>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(root) = reader.root()? else { return Ok(Ok(ChainCheck::default())) };
    permit_at::<ReadJournal>(context, root)?;
    reader.verify_journal().map_err(AppError::from)
}
