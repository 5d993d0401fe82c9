//! Whether what a thread asks of the register is still wanted.

use std::{
    cell::RefCell,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};

/// Why reading is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Whoever asked has gone.
    Gone,
    /// It takes longer than it may.
    Long,
}

/// Tells whoever reads that it is to end. It is told from another thread, and stays told.
#[derive(Debug, Default)]
pub struct Halt(AtomicU8);

impl Halt {
    /// Has the reading end. The first reason stays.
    pub fn tell(&self, why: Why) {
        let told = match why {
            Why::Gone => 1,
            Why::Long => 2,
        };
        // Whether it was told before makes no difference.
        let _before = self.0.compare_exchange(0, told, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Why it is to end, if it is.
    pub fn why(&self) -> Option<Why> {
        match self.0.load(Ordering::Acquire) {
            0 => None,
            1 => Some(Why::Gone),
            _ => Some(Why::Long),
        }
    }
}

thread_local! {
    static OF_THREAD: RefCell<Option<Arc<Halt>>> = const { RefCell::new(None) };
}

/// Takes the halt of a thread away again, however the work ended.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        OF_THREAD.set(None);
    }
}

/// Does something whose statements end with a fault once `halt` is told.
pub fn halting<T>(halt: &Arc<Halt>, act: impl FnOnce() -> T) -> T {
    OF_THREAD.set(Some(Arc::clone(halt)));
    let _end = End;
    act()
}

/// What has the reading of this thread end, if it may be broken off.
pub fn halt_of_thread() -> Option<Arc<Halt>> {
    OF_THREAD.with_borrow(Clone::clone)
}

/// Why what this thread does is to end, if it is.
pub fn halted() -> Option<Why> {
    // Nothing here may break off: it is called from within the engine.
    let of_thread = OF_THREAD.try_with(|halt| halt.try_borrow().ok()?.as_ref()?.why());
    of_thread.ok().flatten()
}
