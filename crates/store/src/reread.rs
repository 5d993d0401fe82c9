//! Readings that are read again before something is written by them: which tables they were read from, and whether an act wrote
//! one of these since.

use crate::{
    error::Result,
    memory::{last_of, of_every_act},
    schema::{journal, written},
    store::Store,
    watched::{Names, Watching},
    work::Work,
};
use diesel::prelude::*;

/// Up to which act something was read, and from which tables.
#[derive(Debug, Clone)]
pub struct ReadFrom {
    place: i64,
    tables: Names,
}

impl Store {
    /// Reads something and tells from what it was read.
    ///
    /// # Errors
    /// The register can't be read.
    pub fn read_from<T>(&self, read: impl FnOnce() -> T) -> Result<(T, ReadFrom)> {
        let mut snapshot = self.snapshot()?;
        let known = self.tables(snapshot.connection())?;
        // Before anything is read: an act that falls between counts as one that came after.
        let place = last_of(snapshot.connection())?;
        drop(snapshot);
        let watching = Watching::begin(known);
        let value = read();
        let tables = watching.end();
        Ok((value, ReadFrom { place, tables }))
    }
}

impl Work<'_> {
    /// Whether what was read may be otherwise now that nobody else can write any more.
    ///
    /// # Errors
    /// The register can't be read.
    pub fn wrote_since(&mut self, from: &ReadFrom) -> Result<bool> {
        let later: Option<i64> = if of_every_act(&from.tables) {
            let any = journal::table.filter(journal::place.gt(from.place));
            any.select(journal::place).first(&mut *self.connection).optional()?
        } else {
            let named = written::record.eq_any(from.tables.iter().cloned().collect::<Vec<_>>());
            let any = written::table.filter(written::place.gt(from.place).and(named));
            any.select(written::place).first(&mut *self.connection).optional()?
        };
        Ok(later.is_some())
    }
}
