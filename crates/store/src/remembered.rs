//! What was read and is asked again: it is remembered until an act writes one of the tables that it was read from.
//!
//! Every act tells which records it wrote, and nothing is written without one; so what a reading gave is what it would give
//! again as long as none of its tables is told of. Which tables those are is seen from the statements themselves while they
//! run. What is read from tables of which no act tells (sessions, drafts, the queue) is never remembered.
//! See docs/decisions/407.

use crate::{
    Reader,
    error::{Result, StoreError},
    memory::{Memory, Size, last_of},
    watched::{Watching, part_of_outer},
};
use std::{any::type_name, fmt::Debug};

impl Reader<'_> {
    /// The last act of the register.
    pub(crate) fn last_act(&mut self) -> Result<i64> {
        let Some(Memory { remembered, place }) = self.memory else { return last_of(self.connection) };
        if let Some(known) = place.get() {
            return Ok(known);
        }
        let last = remembered.catch_up(self.connection)?;
        place.set(Some(last));
        Ok(last)
    }

    /// What `read` gives, or gave before from the same records. `what` and `key` say all that it depends on besides the
    /// records: the reading, and whatever it is asked, days and the sight of whoever asks among it.
    pub fn remembered<T, E>(
        &mut self,
        what: &'static str,
        key: &dyn Debug,
        read: impl FnOnce(&mut Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E>
    where
        T: Clone + Send + Sync + 'static,
        E: From<StoreError>,
    {
        self.recall((Size::Small, what, key), |_| true, read)
    }

    /// The same of what may be as large as what stands beneath a unit: few of them are remembered, and only those that are
    /// `small` enough.
    pub fn remembered_large<T, E>(
        &mut self,
        what: &'static str,
        key: &dyn Debug,
        small: impl FnOnce(&T) -> bool,
        read: impl FnOnce(&mut Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E>
    where
        T: Clone + Send + Sync + 'static,
        E: From<StoreError>,
    {
        self.recall((Size::Large, what, key), small, read)
    }

    fn recall<T, E>(
        &mut self,
        (size, what, key): (Size, &'static str, &dyn Debug),
        small: impl FnOnce(&T) -> bool,
        read: impl FnOnce(&mut Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E>
    where
        T: Clone + Send + Sync + 'static,
        E: From<StoreError>,
    {
        let Some(Memory { remembered, .. }) = self.memory else { return read(self) };
        let place = self.last_act()?;
        let key = format!("{what} {} {key:?}", type_name::<T>());
        if let Some((value, from)) = remembered.find::<T>(size, &key, place) {
            part_of_outer(&from);
            return Ok(value);
        }
        let watching = Watching::begin(remembered.tables(self.connection)?);
        let value = read(self)?;
        let from = watching.end();
        if small(&value) {
            remembered.keep(size, key, (place, from), value.clone());
        }
        Ok(value)
    }
}
