//! What a server must know of its register before anybody asks: the organisation, and the packs whose words it speaks.

use crate::{AppError, Result, home::home_span};
use earnest_model::{
    Date,
    actor::Actor,
    id::{PackId, ProgrammeId},
    organisation::Organisation,
    pack::Pack,
    programmes::called::{Among, called},
    span::Span,
};
pub use earnest_store::{PackStored, Running};
use earnest_store::{Reader, Store, StoreError};
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
    /// Every programme, and by which version it runs.
    running: Arc<[Running]>,
    /// Those other versions.
    others: Arc<BTreeMap<PackId, Spoken>>,
    /// The version in use.
    in_use: Spoken,
}

/// What becomes of a programme by a step of its round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turns {
    /// A round of it opens.
    Opens,
    /// The last of its rounds that were under way is closed.
    Rests,
}

impl Loaded {
    /// What somebody reads it by: the version by which the nearest programme runs at or above where they are at home, as long
    /// as its office has not taken up the one in use. `None` where it is the one in use.
    pub fn of_reader(&self, actor: &Actor, today: Date) -> Option<Self> {
        let home = home_span(actor, today)?;
        let chosen = actor.programme().and_then(|id| self.concerning(home, id));
        match chosen {
            Some(chosen) => self.by(chosen.pack?),
            None => self.of_home(home),
        }
    }

    /// The same for whoever is at home there.
    pub fn of_home(&self, home: Span) -> Option<Self> {
        self.by(self.programmes_of(home).first()?.pack?)
    }

    /// The same for what belongs to a programme at or above somebody's home, or beneath it.
    pub fn of_programme(&self, home: Span, id: ProgrammeId) -> Option<Self> {
        let found = self.running.iter().find(|running| running.programme == id);
        let found = found.filter(|found| found.span.covers(home) || home.covers(found.span))?;
        match found.pack? {
            pack if pack == self.in_use.0.id => {
                let (stored, pack) = self.in_use.clone();
                Some(Self { stored, pack, ..self.clone() })
            }
            pack => self.by(pack),
        }
    }

    fn by(&self, pack: PackId) -> Option<Self> {
        let (stored, pack) = self.others.get(&pack)?;
        Some(Self { stored: stored.clone(), pack: Arc::clone(pack), ..self.clone() })
    }

    /// Whether programmes run by more than one version or pack.
    pub fn speaks_several(&self) -> bool {
        !self.others.is_empty()
    }

    /// The programmes in which whoever is at home there is: those of organisers at or above it that are not archived, the nearest
    /// organiser's first, and of its own the one at hand.
    pub fn programmes_of(&self, home: Span) -> Vec<&Running> {
        let mut all: Vec<&Running> = self
            .running
            .iter()
            .filter(|running| !running.at_hand.put_away && running.span.covers(home))
            .collect();
        // The nearest organiser is the one with the fewest units.
        all.sort_by_key(|one| (one.span.hi - one.span.lo, one.at_hand.order()));
        all
    }

    /// In which programme somebody at home there is who has chosen none: in the one at hand, as soon as several have begun. Beside one
    /// that runs, one that is set up and has not begun changes nothing for anybody.
    pub fn unchosen(&self, home: Span) -> Option<&Running> {
        let mine = self.programmes_of(home);
        let begun = mine.iter().filter(|one| one.at_hand.opened).count();
        mine.first().copied().filter(|_| mine.len() > 1 && begun != 1)
    }

    /// In which programmes whoever is at home there and has chosen none is before and after a round of a programme opens, or after
    /// its last one is closed.
    pub fn unchosen_after(
        &self,
        home: Span,
        (programme, step): (ProgrammeId, Turns),
        today: Date,
    ) -> (Option<&Running>, Option<&Running>) {
        let mut then = self.running.to_vec();
        for one in then.iter_mut().filter(|one| one.programme == programme) {
            match step {
                Turns::Opens => {
                    one.at_hand.opened = true;
                    one.at_hand.under_way = one.at_hand.under_way.or(Some(today));
                }
                Turns::Rests => one.at_hand.under_way = None,
            }
        }
        let then = Self { running: then.into(), ..self.clone() };
        let after = then.unchosen(home).map(|one| one.programme);
        (self.unchosen(home), self.running.iter().find(|one| Some(one.programme) == after))
    }

    /// The same of whoever asks.
    pub fn unchosen_of_reader(&self, actor: &Actor, today: Date) -> Option<&Running> {
        self.unchosen(home_span(actor, today)?)
    }

    /// In which programmes an actor is, each by what it is called among them: those of one title are told apart.
    pub fn called_of_reader(&self, actor: &Actor, today: Date) -> Vec<(&Running, String)> {
        let mine = self.programmes_of_reader(actor, today);
        let all: Vec<_> = mine
            .iter()
            .map(|one| Among {
                id: one.programme,
                title: &one.title,
                organiser: &one.organiser,
                from: one.from,
            })
            .collect();
        mine.into_iter().zip(called(&all)).collect()
    }

    /// The title of a programme, whatever its state and wherever it is.
    pub fn title_of(&self, id: ProgrammeId) -> Option<&str> {
        self.running.iter().find(|running| running.programme == id).map(|running| running.title.as_str())
    }

    /// One of them by its key.
    pub fn concerning(&self, home: Span, id: ProgrammeId) -> Option<&Running> {
        self.programmes_of(home).into_iter().find(|running| running.programme == id)
    }

    /// In which programmes an actor is.
    pub fn programmes_of_reader(&self, actor: &Actor, today: Date) -> Vec<&Running> {
        home_span(actor, today).map(|home| self.programmes_of(home)).unwrap_or_default()
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
    let running = reader.running_packs()?;
    let mut others = BTreeMap::new();
    for id in running.iter().filter_map(|running| running.pack).filter(|id| *id != organisation.pack) {
        if let Entry::Vacant(free) = others.entry(id) {
            free.insert(spoken(reader, id, before)?);
        }
    }
    let (stored, pack) = among(&(stored, pack), &others);
    let all = others.clone();
    let beside = (stored.clone(), Arc::clone(&pack));
    for spoken in others.values_mut() {
        let rest = all.values().chain([&beside]).cloned().map(|one| (one.0.id, one)).collect();
        *spoken = among(spoken, &rest);
    }
    let in_use = (stored.clone(), Arc::clone(&pack));
    Ok(Some(Loaded { organisation, stored, pack, running: running.into(), others: Arc::new(others), in_use }))
}

/// A version that names what the others name besides: a record of one programme may be met on a page of another.
fn among(own: &Spoken, others: &BTreeMap<PackId, Spoken>) -> Spoken {
    let (stored, pack) = own;
    let beside: Vec<_> = others.values().flat_map(|(_, other)| other.aspects.iter()).collect();
    let unknown = |named: &&earnest_model::pack::Named| {
        pack.aspects.iter().chain(&pack.aspects_beside).all(|own| own.key != named.key)
    };
    let beside: Vec<_> = beside.into_iter().filter(unknown).cloned().collect();
    if beside.is_empty() {
        return (stored.clone(), Arc::clone(pack));
    }
    let mut named = (**pack).clone();
    named.aspects_beside.extend(beside);
    (stored.clone(), Arc::new(named))
}

fn spoken(reader: &mut Reader<'_>, id: PackId, before: Option<&Loaded>) -> Result<Spoken> {
    if let Some(before) = before {
        if before.in_use.0.id == id {
            return Ok(before.in_use.clone());
        }
        if let Some(spoken) = before.others.get(&id) {
            return Ok(spoken.clone());
        }
    }
    let (stored, files) = reader.pack(id)?.ok_or(AppError::NotFound)?;
    let pack = Pack::kept(&files).map_err(|faults| StoreError::meaningless(faults.to_string(), "a pack"))?;
    Ok((stored, Arc::new(pack)))
}
