//! Who waits for an answer of a PostgreSQL server, and for how long: told by the statements of a connection, asked by its relay.

use crate::{
    silence::Silence,
    waits::{Waits, now},
};
use earnest_sqlite::{Halt, halt_of_thread};
use earnest_tunnel::Place;
use parking_lot::Mutex;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// After so long it is asked whether the server says anything to anybody.
const DOUBT: Duration = Duration::from_secs(3);
/// How long it may take to say something.
const TO_SPEAK: Duration = Duration::from_secs(2);
/// How long after the last moment at which a statement ends by itself it is given up.
const GRACE: Duration = Duration::from_secs(2);
/// How long a server that is known to be silent is waited for.
const KNOWN: Duration = Duration::from_millis(200);
/// How often in a row a command finds the server dumb before it gives up: nobody stands behind it.
const PATIENCE: u32 = 4;

/// A connection, as its relay sees it.
#[derive(Debug)]
pub struct Line {
    place: Place,
    /// How long a statement may take; `None`: as long as it needs.
    statement: Option<Duration>,
    /// How long the beginning of a unit of work may take: it waits for nothing but a lock.
    lock: Duration,
    /// What all connections to the server know of its silence.
    silence: Arc<Silence>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The statement that runs: since when, and what has its reading end.
    asked: Option<(Instant, Option<Arc<Halt>>)>,
    /// Whether it only begins a unit of work.
    begins: bool,
    /// When the server was asked last whether it speaks, and how often in a row it did not.
    doubted: Option<Instant>,
    dumb: u32,
    /// Whether statements may take as long as they need after all.
    patient: bool,
}

impl Line {
    /// A line on which nobody waits.
    pub fn new(place: Place, waits: Waits, silence: Arc<Silence>) -> Self {
        Self { place, statement: waits.statement, lock: waits.lock, silence, state: Mutex::default() }
    }

    /// Where the server is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// A statement begins on this thread.
    pub fn asks(&self, statement: &str) {
        let mut state = self.state.lock();
        state.begins = statement.starts_with("BEGIN");
        state.patient |= statement.starts_with("SET statement_timeout = 0");
        (state.asked, state.doubted, state.dumb) = (Some((now(), halt_of_thread())), None, 0);
    }

    /// It ended.
    pub fn is_answered(&self) {
        self.state.lock().asked = None;
    }

    /// Whether nobody is to wait any longer: what reads is told to end, the statement should have ended by itself, or the server
    /// says nothing to anybody.
    pub fn is_given_up(&self) -> bool {
        let state = self.state.lock();
        let Some((since, halt)) = state.asked.clone() else { return false };
        if halt.is_some_and(|halt| halt.why().is_some()) {
            return true;
        }
        let waited = since.elapsed();
        let bound = self.statement.filter(|_| !state.patient);
        // Somebody else has waited long enough to know.
        if bound.is_some() && waited > KNOWN && self.silence.is_known() {
            return true;
        }
        // A server ends the wait for a lock by itself; one process of it alone may be dumb while others answer.
        if state.begins && bound.is_some() && waited > self.lock + GRACE {
            return true;
        }
        if bound.is_some_and(|bound| waited > bound + GRACE) {
            return true;
        }
        if waited < DOUBT || state.doubted.is_some_and(|last| last.elapsed() < DOUBT) {
            return false;
        }
        drop(state);
        // Nobody who asks waits for this.
        let speaks = self.place.speaks(TO_SPEAK);
        let mut state = self.state.lock();
        state.doubted = Some(now());
        state.dumb = if speaks { 0 } else { state.dumb + 1 };
        let is_dumb = state.dumb >= if bound.is_some() { 1 } else { PATIENCE };
        if is_dumb {
            self.silence.begins(&self.place);
        }
        is_dumb
    }

    /// After it was given up: asks whether the server says nothing to anybody, for those who come next.
    pub fn wonders(&self) {
        if self.statement.is_some() && !self.silence.is_known() && !self.place.speaks(TO_SPEAK) {
            self.silence.begins(&self.place);
        }
    }
}
