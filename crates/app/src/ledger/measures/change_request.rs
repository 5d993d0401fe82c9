//! Ask for a later day, or for the long term. One request at a time; the head stands behind it, the office above decides.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::{MeasureChangeId, MeasureId},
    ledger::measures::measure_change::{ChangeForm, parse_change, takes_change},
    permit::RequestChange,
};
use serde_json::json;

/// Asks for it.
pub fn request_change(
    context: &Context<'_>,
    id: MeasureId,
    form: &ChangeForm<'_>,
) -> Result<MeasureChangeId> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_measure(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RequestChange>(context, target)?;
    let measure = work.reader().measure(&permit, id)?;
    takes_change(&measure, &work.reader().changes_of(&permit, id)?)?;
    let (change, reason) = parse_change(form, &measure, context.today).map_err(AppError::Form)?;
    let key = work.change_insert(&permit, id, &change, &reason)?;
    let detail = json!({
        "serial": measure.serial, "change": change.kind().key(),
        "from": measure.due_on.map(|day| day.to_string()), "to": change.due_on().to_string(),
    });
    work.commit(&permit.event(Subject::new("measure", id.0), detail))?;
    Ok(key)
}
