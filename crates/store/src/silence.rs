//! A server that was found to say nothing: until it speaks again nobody waits for it as long as the first one did.

use crate::{
    error::{Result, StoreError},
    waits::now,
};
use earnest_tunnel::Place;
use parking_lot::Mutex;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// How long it may take to say something to somebody new: a server far away takes a moment.
const TO_SPEAK: Duration = Duration::from_secs(1);
/// How long what was found is taken for true.
const FRESH: Duration = Duration::from_millis(250);

/// What all connections to one server know of its silence.
#[derive(Debug, Default)]
pub struct Silence {
    known: AtomicBool,
    /// The server, and when it was asked last.
    asked: Mutex<Option<(Place, Instant)>>,
}

impl Silence {
    /// Somebody waited for too long, and the server said nothing to anybody.
    pub fn begins(&self, place: &Place) {
        *self.asked.lock() = Some((place.clone(), now()));
        self.known.store(true, Ordering::Release);
    }

    /// Whether it goes on, as far as is known: nobody is asked.
    pub fn is_known(&self) -> bool {
        self.known.load(Ordering::Acquire)
    }

    /// Ends where the server speaks again. One alone asks it at a time, now and then; whoever comes meanwhile waits for nothing.
    ///
    /// # Errors
    /// [`StoreError::Silent`] while it says nothing.
    pub fn is_over(&self) -> Result<()> {
        if !self.is_known() {
            return Ok(());
        }
        let Some(mut asked) = self.asked.try_lock() else { return Err(StoreError::Silent) };
        if let Some((place, last)) = &mut *asked {
            if last.elapsed() < FRESH {
                return Err(StoreError::Silent);
            }
            if !place.speaks(TO_SPEAK) {
                *last = now();
                return Err(StoreError::Silent);
            }
        }
        self.known.store(false, Ordering::Release);
        Ok(())
    }
}
