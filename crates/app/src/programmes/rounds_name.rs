//! Name rounds by whose they are: two organisers have a round 1 each, and so has each programme of one.

use crate::{Context, Result, home::home, permit_at};
use earnest_model::{id::RoundId, permit::ReadProgramme};
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
