//! Acts that are rehearsed: carried out up to the last step, and taken back whole.

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

/// Does something of which nothing is committed.
pub(crate) fn rehearsed<T>(act: impl FnOnce() -> T) -> T {
    REHEARSING.set(true);
    let _end = End;
    act()
}
