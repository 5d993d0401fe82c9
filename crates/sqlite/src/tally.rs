//! Counts of what the engine did for a thread: the same work gives the same counts, however busy the machine is.

use std::cell::Cell;

/// What the engine did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Statements that ran to their end or were ended.
    pub statements: u64,
    /// Steps of its virtual machine, the measure of its work.
    pub steps: u64,
    /// Rows over which whole tables were walked.
    pub scanned: u64,
    /// Statements that were planned anew although they were kept.
    pub planned_anew: u64,
}

thread_local! {
    static OF_THREAD: Cell<Option<Tally>> = const { Cell::new(None) };
}

/// Does something, and counts what SQLite did for it on this thread. Nothing is counted within nothing: counts within
/// counts are the inner one's alone.
pub fn counted<T>(act: impl FnOnce() -> T) -> (T, Tally) {
    let before = OF_THREAD.replace(Some(Tally::default()));
    let done = act();
    (done, OF_THREAD.replace(before).unwrap_or_default())
}

/// Whether this thread counts.
pub(crate) fn counts() -> bool {
    OF_THREAD.try_with(|tally| tally.get().is_some()).unwrap_or(false)
}

pub(crate) fn add(more: Tally) {
    // A thread that is ending counts no more.
    let _ended = OF_THREAD.try_with(|tally| {
        let sum = tally.get().map(|mut sum| {
            sum.add(more);
            sum
        });
        tally.set(sum);
    });
}

impl Tally {
    /// Adds another one.
    pub fn add(&mut self, more: Self) {
        self.statements += more.statements;
        self.steps += more.steps;
        self.scanned += more.scanned;
        self.planned_anew += more.planned_anew;
    }
}
