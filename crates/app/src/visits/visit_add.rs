//! Add to a visit that was made, as often as there is something to add, until its record is closed.

use crate::{AppError, Context, Result, permit_on, visits::visit_record::unknown_measure};
use earnest_model::{
    id::VisitId,
    permit::{Permit, RecordVisit},
    record::OtherSide,
    visits::{
        acts::VisitsAct,
        record_form::{RowsForm, parse_addition},
    },
};
use earnest_store::{MadeVisit, Reader, StoreError};

/// The permit to add to a visit, and the visit while it is open.
pub(super) fn open(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: VisitId,
) -> Result<(Permit<RecordVisit, OtherSide<VisitId>>, MadeVisit)> {
    let permit = permit_on(context, reader, OtherSide(id))?;
    let made = reader.visit_sent(&permit)?;
    if made.closed_on.is_some() {
        return Err(AppError::refused("error-visit-closed"));
    }
    Ok((permit, made))
}

/// Adds meetings, interviews and items: all or nothing.
pub fn add_to_visit(context: &Context<'_>, id: VisitId, form: &RowsForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, made) = open(context, &mut work.reader(), id)?;
    let added = parse_addition(form, made.visited_on).map_err(AppError::Form)?;
    work.visit_add(&permit, &added).map_err(|fault| match fault {
        // The visit is there and open: only a measure of the unit by the serial that was given may be missing.
        StoreError::NotFound => unknown_measure(&form.items),
        other => other.into(),
    })?;
    let told = VisitsAct::VisitAddedTo {
        meetings: added.meetings.len(),
        interviews: added.interviews.len(),
        items: added.items.len(),
    };
    Ok(work.commit(&permit.act(told))?)
}

/// Closes the record: what was not said until now is not said any more.
pub fn close_visit(context: &Context<'_>, id: VisitId) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, _) = open(context, &mut work.reader(), id)?;
    work.visit_close(&permit)?;
    Ok(work.commit(&permit.act(VisitsAct::VisitClosed {}))?)
}
