//! What was changed of a unit, for whoever may change it.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::permit::{ChangeUnits, ReadProgramme, Target};
pub use earnest_store::UnitChange;

/// What was changed of a unit, and what was taken into it: the newest first, for whoever may change it.
pub fn changes_of(context: &Context<'_>, code: &str) -> Result<Vec<UnitChange>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate(code)?.ok_or(AppError::NotFound)?;
    permit_at::<ChangeUnits>(context, target)?;
    let permit = permit_at::<ReadProgramme>(context, target)?;
    Ok(reader.changes_of_unit(&permit)?)
}

/// Whether the actor may change units, this one among them.
pub fn may_change(context: &Context<'_>, at: Target) -> bool {
    permit_at::<ChangeUnits>(context, at).is_ok()
}
