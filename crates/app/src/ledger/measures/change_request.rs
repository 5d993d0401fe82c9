//! Ask for a later day, or for the long term. One request at a time; the head stands behind it, the office above decides.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::{MeasureChangeId, MeasureId},
    ledger::{
        acts::LedgerAct,
        measures::{
            measure::Measure,
            measure_change::{ChangeForm, parse_change, takes_change},
        },
    },
    permit::{Permit, RequestChange},
};
use earnest_store::Reader;

/// The permit to ask for a change of a measure now, and the measure.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: MeasureId,
) -> Result<(Permit<RequestChange, MeasureId>, Measure)> {
    let permit = permit_on(context, reader, id)?;
    let measure = reader.measure(&permit)?;
    takes_change(&measure, &reader.changes_of(&permit)?)?;
    Ok((permit, measure))
}

/// Asks for it.
pub fn request_change(
    context: &Context<'_>,
    id: MeasureId,
    form: &ChangeForm<'_>,
) -> Result<MeasureChangeId> {
    let mut work = context.begin()?;
    let (permit, measure) = ready(context, &mut work.reader(), id)?;
    let (change, reason) = parse_change(form, &measure, context.today).map_err(AppError::Form)?;
    let key = work.change_insert(&permit, &change, &reason)?;
    let told = LedgerAct::ChangeRequested {
        serial: measure.serial,
        change: change.kind().key(),
        from: measure.due_on,
        to: change.due_on(),
    };
    work.commit(&permit.act(told))?;
    Ok(key)
}
