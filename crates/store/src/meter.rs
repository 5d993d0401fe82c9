//! How long somebody waits here, counted for whoever watches the server. Nothing is decided by it.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// A clock that only goes forward, of whatever beginning. Only the program's edge names one.
pub type Monotonic = fn() -> Duration;

/// Times by how long they were.
#[derive(Debug, Default)]
pub struct Histogram {
    within: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    microseconds: AtomicU64,
}

/// The upper bounds that are counted by, in microseconds.
pub const BOUNDS: [u64; 11] =
    [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 2_500_000, 10_000_000];

impl Histogram {
    /// Counts a time.
    pub fn note(&self, time: Duration) {
        let microseconds = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        for (bound, within) in BOUNDS.iter().zip(&self.within) {
            if microseconds <= *bound {
                within.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.microseconds.fetch_add(microseconds, Ordering::Relaxed);
    }

    /// How many times were within each of [`BOUNDS`], how many there were, and how many microseconds in all.
    pub fn counted(&self) -> ([u64; BOUNDS.len()], u64, u64) {
        let of = |number: &AtomicU64| number.load(Ordering::Relaxed);
        (self.within.each_ref().map(of), of(&self.count), of(&self.microseconds))
    }
}

/// What is measured of a register's connections.
#[derive(Debug, Default)]
pub struct Meter {
    clock: OnceLock<Monotonic>,
    /// How long the writer was waited for, by those who got it.
    pub writer: Histogram,
    /// How many gave up waiting for it.
    pub given_up: AtomicU64,
}

impl Meter {
    /// By which clock waits are measured; without one they are only counted.
    pub fn by(&self, clock: Monotonic) {
        // The first clock stays.
        let _known = self.clock.set(clock);
    }

    pub(crate) fn now(&self) -> Duration {
        self.clock.get().map_or(Duration::ZERO, |clock| clock())
    }
}

/// The connections that read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readers {
    /// Somebody reads by them.
    pub busy: u32,
    /// They are open, and nobody does.
    pub idle: u32,
    /// The most there may be.
    pub most: u32,
}

/// Whether a register can be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// It answers, and its tables are those of this program.
    Yes,
    /// It does not answer in time.
    Unreachable,
    /// Its tables are older or newer than this program.
    Migrations,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_counted_within_every_bound_that_holds_it() {
        let histogram = Histogram::default();
        histogram.note(Duration::from_millis(3));
        histogram.note(Duration::from_secs(60));
        let (within, count, microseconds) = histogram.counted();
        assert_eq!(within, [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!((count, microseconds), (2, 60_003_000));
    }
}
