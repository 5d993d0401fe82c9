//! Hold the organisation's day still: a demonstration lives in its own year.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{Date, event::Subject, permit::HoldDay, record::RecordKind, units::acts::UnitsAct};
use earnest_store::{Setting, Store, StoreError};

/// The day that is held, if one is.
pub fn held_day(store: &Store) -> Result<Option<Date>> {
    let Some(text) = store.snapshot()?.reader().setting(Setting::HeldDay)? else { return Ok(None) };
    text.parse().map(Some).map_err(|_| AppError::Store(StoreError::meaningless(text, "a date")))
}

/// Holds the day still from now on.
pub fn hold_day(context: &Context<'_>, day: Date) -> Result<()> {
    let mut work = context.begin()?;
    let root = work.reader().root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<HoldDay>(context, root)?;
    work.setting_write(&permit, &day.to_string())?;
    let setting = Subject::many(RecordKind::Setting);
    Ok(work.commit(&permit.act_on(setting, UnitsAct::DayHeld { held_day: day }))?)
}
