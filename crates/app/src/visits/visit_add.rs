//! Add to a visit that was made, as often as there is something to add, until its record is closed.

use crate::{
    AppError, Context, Result, permit_on,
    visits::checks::{Left, check_measures},
};
use earnest_model::{
    id::VisitId,
    permit::{Permit, RecordVisit},
    record::OtherSide,
    visits::{
        acts::VisitsAct,
        double::check_twice,
        record_form::{RowsForm, filled, parse_addition},
    },
};
use earnest_store::{MadeVisit, Reader};

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
    let kept = work.reader().visit_kept(&permit)?;
    check_twice(&added, &kept, form.another).map_err(|twice| AppError::field("another", twice))?;
    let left = Left {
        code: &made.code,
        items: &added.items,
        rows: filled(&form.items),
        seen: made.seen,
        on: made.visited_on,
    };
    let checks = check_measures(context, &mut work, &permit, &left)?;
    work.visit_add(&permit, &added)?;
    let told = VisitsAct::VisitAddedTo {
        meetings: added.meetings.len(),
        interviews: added.interviews.len(),
        items: added.items.len(),
    };
    Ok(work.commit_all(&permit.act(told), &checks)?)
}

/// Closes the record: what was not said until now is not said any more.
pub fn close_visit(context: &Context<'_>, id: VisitId) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, _) = open(context, &mut work.reader(), id)?;
    work.visit_close(&permit)?;
    Ok(work.commit(&permit.act(VisitsAct::VisitClosed {}))?)
}
