//! Acts that are rehearsed: carried out up to the last step, and taken back whole.

use crate::Store;
use std::cell::Cell;

thread_local! {
    static REHEARSING: Cell<bool> = const { Cell::new(false) };
}

/// Whether what this thread does is a rehearsal.
pub(crate) fn rehearsing() -> bool {
    REHEARSING.get()
}

/// Ends the rehearsal, however it ends.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        REHEARSING.set(false);
    }
}

impl Store {
    /// Does something whose works all come to nothing: the first that would be committed gives
    /// [`StoreError::Rehearsed`](crate::StoreError::Rehearsed) instead, after everything that could refuse it. It tells whether an act
    /// would be taken, without a rule being written again for that.
    pub fn rehearse<T>(&self, act: impl FnOnce() -> T) -> T {
        REHEARSING.set(true);
        let _end = End;
        act()
    }
}
