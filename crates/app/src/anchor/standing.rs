//! On which checkpoint a published record stands: the first that covers the act by which it was published.

use crate::{Context, Result};
use earnest_model::event::Subject;
use earnest_store::SignedCheckpoint;

/// Where a record stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The number of the act.
    pub place: i64,
    /// The checkpoint that covers it, if one does already.
    pub checkpoint: Option<SignedCheckpoint>,
}

/// Tells it of a record; `None` for a register that signs no checkpoints. A place and a checkpoint say nothing of what
/// was done, so whoever may see the record may see them.
pub fn standing(context: &Context<'_>, record: impl Into<Subject>) -> Result<Option<Standing>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    if reader.last_checkpoint()?.is_none() {
        return Ok(None);
    }
    let Some(place) = reader.last_place_of(&record.into())? else { return Ok(None) };
    Ok(Some(Standing { place, checkpoint: reader.checkpoint_of(place)? }))
}
