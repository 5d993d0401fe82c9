//! What a server must know of its register before anybody asks: the organisation, and the packs whose words it speaks.

use crate::{AppError, Result, home::home_span};
use earnest_model::{Date, actor::Actor, id::PackId, organisation::Organisation, pack::Pack, span::Span};
pub use earnest_store::PackStored;
use earnest_store::{Reader, Running, Store, StoreError};
use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

/// A version of a pack that is spoken.
type Spoken = (PackStored, Arc<Pack>);

/// What a register says of itself.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The organisation.
    pub organisation: Organisation,
    /// Which pack.
    pub stored: PackStored,
    /// The pack.
    pub pack: Arc<Pack>,
    /// By which version each programme runs, if any runs by another than the one in use.
    running: Arc<[Running]>,
    /// Those other versions.
    others: Arc<BTreeMap<PackId, Spoken>>,
}

impl Loaded {
    /// What somebody reads it by: the version by which the nearest programme runs at or above where they are at home, as long
    /// as its office has not taken up the one in use. `None` where it is the one in use.
    pub fn of_reader(&self, actor: &Actor, today: Date) -> Option<Self> {
        self.of_home(home_span(actor, today)?)
    }

    /// The same for whoever is at home there.
    pub fn of_home(&self, home: Span) -> Option<Self> {
        let above = self.running.iter().filter(|running| running.span.covers(home));
        // The nearest organiser is the one with the fewest units; of its programmes the last one is meant.
        let nearest =
            above.min_by_key(|one| (one.span.hi - one.span.lo, std::cmp::Reverse(one.programme)))?;
        let (stored, pack) = self.others.get(&nearest.pack)?;
        Some(Self { stored: stored.clone(), pack: Arc::clone(pack), ..self.clone() })
    }
}

/// Reads it; `None` for a register that has not been founded yet. A pack is parsed anew only if it is another one than
/// was known before.
pub fn load_register(store: &Store, before: Option<&Loaded>) -> Result<Option<Loaded>> {
    let mut snapshot = store.snapshot()?;
    load(&mut snapshot.reader(), before)
}

fn load(reader: &mut Reader<'_>, before: Option<&Loaded>) -> Result<Option<Loaded>> {
    let Some(organisation) = reader.organisation()? else { return Ok(None) };
    let (stored, pack) = spoken(reader, organisation.pack, before)?;
    let mut running = reader.running_packs()?;
    let mut others = BTreeMap::new();
    for id in running.iter().map(|running| running.pack).filter(|id| *id != organisation.pack) {
        if let Entry::Vacant(free) = others.entry(id) {
            free.insert(spoken(reader, id, before)?);
        }
    }
    if others.is_empty() {
        running.clear();
    }
    Ok(Some(Loaded { organisation, stored, pack, running: running.into(), others: Arc::new(others) }))
}

fn spoken(reader: &mut Reader<'_>, id: PackId, before: Option<&Loaded>) -> Result<Spoken> {
    if let Some(before) = before {
        if before.stored.id == id {
            return Ok((before.stored.clone(), Arc::clone(&before.pack)));
        }
        if let Some(spoken) = before.others.get(&id) {
            return Ok(spoken.clone());
        }
    }
    let (stored, files) = reader.pack(id)?.ok_or(AppError::NotFound)?;
    let pack = Pack::kept(&files).map_err(|faults| StoreError::meaningless(faults.to_string(), "a pack"))?;
    Ok((stored, Arc::new(pack)))
}
