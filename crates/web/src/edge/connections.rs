//! Connections: how many there are, and whose.

use super::{limits::Limits, slot::Slot};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// The connections of a server.
pub(super) struct Connections {
    most: usize,
    of_place: usize,
    number: AtomicU64,
    open: Mutex<BTreeMap<u64, Arc<Slot>>>,
}

impl Connections {
    pub fn new(limits: &Limits) -> Self {
        Self {
            most: limits.connections.max(1),
            of_place: limits.of_address.max(1),
            number: AtomicU64::new(0),
            open: Mutex::default(),
        }
    }

    /// The number of what happens now.
    pub fn now(&self) -> u64 {
        self.number.fetch_add(1, Ordering::Relaxed)
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Slot>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new connection. Where none is left, whoever has kept the server waiting longest gives theirs up: of
    /// the same address, if it has more than its part, else of all. `None`: the server works for all of them.
    pub fn admit(&self, place: String, counted: bool) -> Option<Arc<Slot>> {
        let mut open = self.open();
        let same = open.values().filter(|slot| slot.place == place).count();
        let crowded = counted && same >= self.of_place;
        if crowded || open.len() >= self.most {
            let waiting = open.values().filter(|slot| slot.waits() && (!crowded || slot.place == place));
            let first = waiting.min_by_key(|slot| slot.since()).map(|slot| slot.number)?;
            if let Some(slot) = open.remove(&first) {
                slot.kick();
            }
        }
        let slot = Arc::new(Slot::new(self.now(), place));
        open.insert(slot.number, Arc::clone(&slot));
        Some(slot)
    }

    /// The process may open no more files: whoever has waited longest makes room.
    pub fn make_room(&self) {
        let mut open = self.open();
        let first = open.values().filter(|slot| slot.waits()).min_by_key(|slot| slot.since());
        if let Some(slot) = first.map(|slot| slot.number).and_then(|first| open.remove(&first)) {
            slot.kick();
        }
    }

    /// How many there are.
    pub fn open_now(&self) -> usize {
        self.open().len()
    }

    pub fn leave(&self, slot: &Slot) {
        self.open().remove(&slot.number);
    }
}
