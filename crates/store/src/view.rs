//! One view of the register for all that a request reads: snapshots that follow one another on its thread share one, so that
//! what stands at the foot of a page was true at the same moment as what stands at its head.

use crate::connection::Manager;
use diesel::{connection::SimpleConnection, r2d2::PooledConnection};
use std::cell::{Cell, RefCell};

/// A connection that sees the register as it was at one moment.
pub(crate) struct View {
    pub connection: PooledConnection<Manager>,
    /// The last act that it sees, once somebody asked.
    pub place: Cell<Option<i64>>,
}

/// The view of a thread, while nobody reads from it.
struct Kept {
    /// Which register it is of: where it lies.
    of: usize,
    /// None before the first reading and while somebody reads.
    view: Option<View>,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// Ends a view. Nothing was written: a failing rollback only means that the connection is gone.
pub(crate) fn end(mut view: View) {
    let _ = view.connection.batch_execute("ROLLBACK");
}

/// Ends the view when the request does, however it ends.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        if let Some(read) = KEPT.with_borrow_mut(Option::take).and_then(|kept| kept.view) {
            end(read);
        }
    }
}

/// Does something whose readings all see the register as it was at the first of them.
/// `of` is where the register lies.
pub(crate) fn within<T>(of: usize, act: impl FnOnce() -> T) -> T {
    if KEPT.with_borrow(Option::is_some) {
        return act();
    }
    KEPT.set(Some(Kept { of, view: None }));
    let _end = End;
    act()
}

/// The view of this thread, if there is one that nobody reads from.
pub(crate) fn taken(of: usize) -> Option<View> {
    KEPT.with_borrow_mut(|kept| kept.as_mut().filter(|kept| kept.of == of).and_then(|kept| kept.view.take()))
}

/// Keeps a snapshot that has been read from as the view of this thread; gives it back where there is none or another.
pub(crate) fn keep(of: usize, view: View) -> Option<View> {
    KEPT.with_borrow_mut(|kept| match kept {
        Some(kept) if kept.of == of && kept.view.is_none() => {
            kept.view = Some(view);
            None
        }
        _ => Some(view),
    })
}
