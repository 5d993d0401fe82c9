//! Whose round a line of a desk is of: said where rounds of several programmes are about, and only then.

use super::{
    hands::held,
    owed::{Owed, Whose},
    pile::Pile,
};
use crate::{Context, Result, permit_at};
use earnest_model::{
    desk::owed::RoundBy,
    id::RoundId,
    permit::{ReadDesk, ReadProgramme},
};
use earnest_store::{Reader, RoundName};
use std::collections::{BTreeMap, BTreeSet};

/// Says of each line of a round whose it is, where several organisers or programmes are about.
pub(super) fn say_whose(context: &Context<'_>, reader: &mut Reader<'_>, piles: &mut [Pile]) -> Result<()> {
    let by = |owed: &Owed| owed.kind.round_by();
    if !piles.iter().any(|pile| pile.kind.round_by().is_some() && !pile.first.is_empty()) {
        return Ok(());
    }
    let held = held(context);
    let permits = held.iter().map(|at| permit_at::<ReadDesk>(context, *at)).collect::<Result<Vec<_>>>()?;
    let Some(own) = permits.first() else { return Ok(()) };
    let about = reader.programmes_about(&permits)?;
    if about.len() < 2 {
        return Ok(());
    }
    let mut keys: BTreeMap<RoundBy, Vec<i64>> = BTreeMap::new();
    for owed in piles.iter().flat_map(|pile| &pile.first) {
        if let Some(by) = by(owed) {
            keys.entry(by).or_default().push(owed.id);
        }
    }
    let mut rounds = BTreeMap::new();
    for (by, keys) in keys {
        rounds.insert(by, reader.rounds_of_lines(own, by, &keys)?);
    }
    let mut wanted: BTreeSet<RoundId> = rounds.values().flat_map(|of| of.values().copied()).collect();
    let mut names: BTreeMap<RoundId, RoundName> = BTreeMap::new();
    for at in held {
        if wanted.is_empty() {
            break;
        }
        let ids: Vec<_> = wanted.iter().copied().collect();
        let permit = permit_at::<ReadProgramme>(context, at)?;
        for name in reader.round_names(&permit, &ids)? {
            wanted.remove(&name.id);
            names.insert(name.id, name);
        }
    }
    let organisers: BTreeSet<_> = about.iter().map(|(organiser, _)| *organiser).collect();
    let several = organisers.len() > 1;
    for owed in piles.iter_mut().flat_map(|pile| &mut pile.first) {
        let round = by(owed).and_then(|by| rounds.get(&by)?.get(&owed.id));
        let Some(name) = round.and_then(|round| names.get(round)) else { continue };
        let whose =
            Whose { organiser: several.then(|| name.organiser.clone()), programme: name.programme.clone() };
        owed.whose = Some(whose).filter(|whose| whose.organiser.is_some() || whose.programme.is_some());
    }
    Ok(())
}
