//! Hold the organisation's day still: a demonstration lives in its own year.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{Date, event::Subject, permit::ImportUnits};
use earnest_store::{Store, StoreError};
use serde_json::json;

/// The setting that names the day.
const DAY: &str = "held-day";

/// The day that is held, if one is.
pub fn held_day(store: &Store) -> Result<Option<Date>> {
    let Some(text) = store.snapshot()?.reader().setting(DAY)? else { return Ok(None) };
    text.parse().map(Some).map_err(|_| AppError::Store(StoreError::meaningless(text, "a date")))
}

/// Holds the day still from now on.
pub fn hold_day(context: &Context<'_>, day: Date) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let root = work.reader().root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ImportUnits>(context, root)?;
    work.setting_write(&permit, DAY, &day.to_string())?;
    work.commit(&permit.event(Subject::new("setting", 0), json!({ "held-day": day.to_string() })))?;
    Ok(())
}
