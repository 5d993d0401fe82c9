//! Who listens in where, for everybody whom it concerns; as a list and as a calendar.

use crate::{
    AppError, Context, Result,
    home::home,
    nearest::{OfList, listed},
    permit_at, permit_on,
};
use earnest_model::{
    id::ObservationId,
    permit::{ReadAssessments, ReadDesk},
};
use earnest_store::Listed;
pub use earnest_store::ObservationLine;

/// A page of observations.
#[derive(Debug, Clone, Default)]
pub struct ObservationList {
    /// Those of sessions of the actor's units, the newest first.
    pub lines: Vec<ObservationLine>,
    /// Where the next page begins.
    pub next: Option<ObservationId>,
}

/// The most sessions in one's own calendar.
const OWN: i64 = 500;

/// Lists the observations of the actor's whole scope, of the programme that is named or in which the actor is: an observed unit
/// sees who comes.
pub fn list_observations(
    context: &Context<'_>,
    asked: impl Into<OfList<ObservationId>>,
    limit: i64,
) -> Result<ObservationList> {
    let asked: OfList<_> = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, at)?;
    let of = listed(context, &mut reader, (asked.of(), Listed::InUse))?;
    let mut lines = reader.observations(&permit, of, asked.before, limit + 1)?;
    let more = lines.len() as i64 > limit;
    lines.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(ObservationList { next: lines.last().filter(|_| more).map(|last| last.id), lines })
}

/// One observation.
pub fn one_observation(context: &Context<'_>, id: ObservationId) -> Result<ObservationLine> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadAssessments, _>(context, &mut reader, id)?;
    Ok(reader.observation_line(&permit)?)
}

/// The sessions with a known day to which the actor is sent.
pub fn own_observations(context: &Context<'_>) -> Result<Vec<ObservationLine>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadDesk>(context, at)?;
    Ok(reader.own_observations(&permit, OWN)?)
}
