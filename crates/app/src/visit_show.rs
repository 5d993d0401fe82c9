//! Show visits: in a list, and one with what it consisted of and left.

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{id::VisitId, permit::ReadVisits};
use earnest_store::{VisitLine, VisitParts};

/// The most visits of a list.
const MOST: i64 = 300;

/// Visits within a unit's subtree, or the actor's home, the newest tour first.
pub fn list_visits(context: &Context<'_>, unit: Option<&str>) -> Result<Vec<VisitLine>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = match unit {
        Some(code) => permit::<ReadVisits>(context, &mut reader, code)?,
        None => permit_at::<ReadVisits>(context, home(context, &mut reader)?.ok_or(AppError::NotFound)?)?,
    };
    Ok(reader.visits(&permit, None, MOST)?)
}

/// Shows a visit.
pub fn show_visit(context: &Context<'_>, id: VisitId) -> Result<(VisitLine, VisitParts)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_visit(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadVisits>(context, target)?;
    let line = reader.visits(&permit, Some(id), 1)?.into_iter().next().ok_or(AppError::NotFound)?;
    Ok((line, reader.visit_parts(&permit, id)?))
}
