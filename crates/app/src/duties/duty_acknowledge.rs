//! Acknowledge a duty of one's own unit.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{event::Subject, id::DutyId, permit::AcknowledgeDuty};
use serde_json::json;

/// Acknowledges it; a second time finds nothing to do and says so.
pub fn acknowledge_duty(context: &Context<'_>, id: DutyId) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_duty(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AcknowledgeDuty>(context, target)?;
    work.duty_acknowledge(&permit, id)?;
    work.commit(&permit.event(Subject::new("duty", id.0), json!({})))?;
    Ok(())
}
