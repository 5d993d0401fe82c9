//! Acknowledge a duty of one's own unit.

use crate::{Context, Result, permit_on};
use earnest_model::{duties::acts::DutiesAct, id::DutyId};

/// Acknowledges it; a second time finds nothing to do and says so.
pub fn acknowledge_duty(context: &Context<'_>, id: DutyId) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on(context, &mut work.reader(), id)?;
    work.duty_acknowledge(&permit)?;
    Ok(work.commit(&permit.act(DutiesAct::DutyAcknowledged {}))?)
}
