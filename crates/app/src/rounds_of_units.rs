//! The rounds that forms of units offer.

use crate::{Context, Result, permit_at};
use earnest_model::permit::{ReadProgramme, Target};
use earnest_store::{Reader, RoundOf};

/// The rounds to choose from on the forms of a unit: those that it owes before all others of its line, whatever programme of
/// its own it has besides; of programmes that go on. What is corrected keeps the round of which it is, see [`rounds_in_line`].
pub(crate) fn rounds_of_units(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    units: impl IntoIterator<Item = Target>,
) -> Result<Vec<RoundOf>> {
    let mut rounds = rounds_in_line(context, reader, units)?;
    rounds.retain(|found| !found.state.is_over());
    Ok(rounds)
}

/// The same, and those of programmes that are over: for records of them.
pub(crate) fn rounds_in_line(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    units: impl IntoIterator<Item = Target>,
) -> Result<Vec<RoundOf>> {
    let mut rounds: Vec<RoundOf> = Vec::new();
    for target in units {
        for found in reader.rounds_in_line(&permit_at::<ReadProgramme>(context, target)?)? {
            if !rounds.iter().any(|known| known.round.id == found.round.id) {
                rounds.push(found);
            }
        }
    }
    Ok(rounds)
}
