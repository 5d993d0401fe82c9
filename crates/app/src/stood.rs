//! What stood on the page of whoever signs, approves or decides: it stands there still when the act is done, or nothing is done.

use crate::error::{AppError, Result};
use earnest_store::{ReadFrom, Store, Work};
use std::cell::RefCell;

/// Reads again what was read, and says whether it is the same.
pub type ReadAgain<'a> = &'a dyn Fn() -> Result<bool>;

/// What was read by somebody whose act covers it.
pub struct Stood<'a> {
    again: ReadAgain<'a>,
    /// From what it was read; none once it was asked for within a unit of work.
    from: RefCell<Option<ReadFrom>>,
}

impl std::fmt::Debug for Stood<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stood").field("from", &self.from).finish_non_exhaustive()
    }
}

impl<'a> Stood<'a> {
    /// Reads it now; `None` if it is not what was read.
    ///
    /// # Errors
    /// It can't be read.
    pub fn read(store: &Store, again: ReadAgain<'a>) -> Result<Option<Self>> {
        let (same, from) = store.read_from(again)?;
        Ok(same?.then(|| Self { again, from: RefCell::new(Some(from)) }))
    }

    /// Within the first unit of work of the act, when nobody else writes: is it the same? It is read once more only if an act
    /// wrote what it was read from.
    pub(crate) fn holds(&self, work: &mut Work<'_>) -> Result<()> {
        let Some(from) = self.from.take() else { return Ok(()) };
        if work.wrote_since(&from)? && !(self.again)()? { Err(AppError::Changed) } else { Ok(()) }
    }
}
