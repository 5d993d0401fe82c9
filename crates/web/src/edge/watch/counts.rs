//! What is counted of one server.

use earnest_app::{Histogram, Ready, Tally};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

/// Requests of one kind.
#[derive(Debug, Default)]
pub(in crate::edge) struct OfKind {
    /// How many were answered with a status; 0: whoever asked had gone before.
    pub statuses: BTreeMap<u16, u64>,
    /// How long they took.
    pub times: Histogram,
    /// What SQLite did for them.
    pub tally: Tally,
}

/// The kinds: a method and a route with its `{parts}` open.
type Kinds = BTreeMap<(&'static str, &'static str), OfKind>;

/// What is counted of one server.
#[derive(Default)]
pub struct Watch {
    /// What the numbers of this run's requests begin with.
    pub(super) run: OnceLock<String>,
    pub(super) next: AtomicU64,
    by_kind: Mutex<Kinds>,
    pub(super) under_way: AtomicU64,
    pub(super) broken_off: [AtomicU64; 2],
    pub(super) draining: AtomicBool,
    /// How it is found out whether the register can be served; none while there is none.
    pub(super) probe: OnceLock<Probe>,
    pub(super) last: tokio::sync::Mutex<Option<(tokio::time::Instant, Ready)>>,
}

impl Watch {
    /// Tells the runs of the server apart, and how it is found out whether the register can be served.
    pub fn begins(&self, run: String, probe: Probe) {
        // Whatever was told first stays: a server has one register.
        let (_run, _probe) = (self.run.set(run), self.probe.set(probe));
    }

    /// No new connection is taken.
    pub fn drains(&self) {
        self.draining.store(true, Ordering::Release);
    }

    pub(super) fn kinds(&self) -> MutexGuard<'_, Kinds> {
        self.by_kind.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number for a request: no two of any run have the same.
    pub(super) fn number(&self) -> String {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        format!("{}-{next}", self.run.get().map_or("0", String::as_str))
    }

    /// Notes that reading was broken off.
    pub(in crate::edge) fn broke_off(&self, why: earnest_app::Why) {
        let [gone, long] = &self.broken_off;
        let of = match why {
            earnest_app::Why::Gone => gone,
            earnest_app::Why::Long => long,
        };
        of.fetch_add(1, Ordering::Relaxed);
    }
}

/// How it is found out whether the register can be served. It may take as long as one waits for a connection.
pub type Probe = Arc<dyn Fn() -> Ready + Send + Sync>;
