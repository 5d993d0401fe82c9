//! Name rounds by whose they are: two organisers have a round 1 each, and so has each programme of one.

use crate::{AppError, Context, Result, home::home, permit_at, permit_on, programmes::round_show::in_line};
use earnest_model::{
    id::{ProgrammeId, RoundId},
    permit::ReadProgramme,
};
use earnest_store::RoundName;
use std::collections::HashMap;

/// The names of those of the rounds whose organisers stand on a line with the actor's home.
pub fn name_rounds(
    context: &Context<'_>,
    ids: impl IntoIterator<Item = RoundId>,
) -> Result<HashMap<RoundId, RoundName>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(home) = home(context, &mut reader)? else { return Ok(HashMap::new()) };
    let permit = permit_at::<ReadProgramme>(context, home)?;
    let mut ids: Vec<RoundId> = ids.into_iter().collect();
    ids.sort_unstable_by_key(|id| id.0);
    ids.dedup();
    let named = reader.round_names(&permit, &ids)?;
    Ok(named.into_iter().map(|round| (round.id, round)).collect())
}

/// The programmes that a programme on the actor's line follows, the latest first.
pub fn programmes_before(context: &Context<'_>, id: ProgrammeId) -> Result<Vec<ProgrammeId>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadProgramme, _>(context, &mut reader, id)?;
    if !in_line(context, permit.target()) {
        return Err(AppError::NotFound);
    }
    Ok(reader.programmes_before(&permit)?)
}
