//! What happens at the door: noting it, and showing it to whoever administers the whole.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::people::security::SecurityKind;
pub use earnest_store::{Knock, KnockLine};

/// Lists what happened, the newest first: of one kind or of all, before a place.
pub fn list_knocks(
    context: &Context<'_>,
    wanted: (Option<SecurityKind>, Option<i64>),
    limit: i64,
) -> Result<Vec<KnockLine>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at(context, root)?;
    Ok(reader.security_events(&permit, wanted, limit)?)
}
