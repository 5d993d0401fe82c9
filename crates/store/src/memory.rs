//! What is remembered of a register, and of which act it is. See [`crate::remembered`].

use crate::{
    connection::AnyConnection,
    contents::{Catalogue, OUTSIDE},
    error::Result,
    schema::{journal, written},
    watched::Names,
};
use diesel::prelude::*;
use parking_lot::Mutex;
use std::{
    any::Any,
    cell::Cell,
    collections::HashMap,
    sync::{Arc, OnceLock},
};

/// What is remembered, as a view of the register may use it.
#[derive(Clone, Copy)]
pub(crate) struct Memory<'c> {
    pub remembered: &'c Remembered,
    /// The last act that the view sees, once somebody asked.
    pub place: &'c Cell<Option<i64>>,
}

/// How much a reading holds in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// Some lines.
    Small,
    /// What stands beneath a unit, perhaps the whole register's.
    Large,
}

impl Size {
    /// So many readings are remembered; then it is begun anew.
    const fn most(self) -> usize {
        match self {
            Self::Small => 16_384,
            Self::Large => 64,
        }
    }
}

/// Tables that grow with every act, and of which the chain tells nothing beside that.
const OF_EVERY_ACT: [&str; 2] = ["journal", "written"];

/// What is remembered of a register, by every server for itself.
#[derive(Default)]
pub(crate) struct Remembered {
    tables: OnceLock<Arc<[String]>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The act up to which it is known which tables were written; none before the first question.
    seen: Option<i64>,
    /// The act at which the first question was asked: what was written before is not told apart.
    began: i64,
    /// The last act known that wrote a table.
    last: HashMap<String, i64>,
    small: HashMap<String, Kept>,
    large: HashMap<String, Kept>,
}

/// What a reading gave.
struct Kept {
    from: Arc<Names>,
    /// The last act that had written one of its tables.
    version: i64,
    value: Arc<dyn Any + Send + Sync>,
}

/// Whether a reading depends on every act.
pub(crate) fn of_every_act(from: &Names) -> bool {
    OF_EVERY_ACT.iter().any(|name| from.contains(*name))
}

/// Whether a reading is from a table of which no act tells.
fn is_outside(from: &Names) -> bool {
    let mut outside = OUTSIDE.iter().filter(|(name, _)| !OF_EVERY_ACT.contains(name));
    // While a register is served it says so by itself.
    outside.any(|(name, _)| from.contains(*name)) || from.contains("register")
}

impl State {
    fn kept(&mut self, size: Size) -> &mut HashMap<String, Kept> {
        match size {
            Size::Small => &mut self.small,
            Size::Large => &mut self.large,
        }
    }

    /// The last act up to `place` that wrote one of the tables; none if that is not known of this place.
    fn version(&self, from: &Names, place: i64) -> Option<i64> {
        let of_table = |name: &String| self.last.get(name).copied().unwrap_or(self.began);
        let last = from.iter().map(of_table).max().unwrap_or(self.began);
        let last = if of_every_act(from) { last.max(place) } else { last };
        (last <= place && self.seen.is_some_and(|seen| seen >= place)).then_some(last)
    }
}

/// The last act that a connection sees.
pub(crate) fn last_of(connection: &mut AnyConnection) -> Result<i64> {
    let last: Option<i64> = journal::table.select(diesel::dsl::max(journal::place)).first(connection)?;
    Ok(last.unwrap_or_default())
}

impl Remembered {
    /// The tables of a register: those that acts tell of, and those that none does.
    pub fn tables(&self, connection: &mut AnyConnection) -> Result<Arc<[String]>> {
        if let Some(known) = self.tables.get() {
            return Ok(Arc::clone(known));
        }
        let tables = Catalogue::read(connection)?.in_chain();
        let outside = OUTSIDE.iter().map(|(name, _)| (*name).to_owned());
        let mut names: Vec<String> = tables.into_iter().map(|table| table.name).chain(outside).collect();
        names.sort();
        Ok(Arc::clone(self.tables.get_or_init(|| names.into())))
    }

    /// Learns which tables were written up to the last act that a connection sees; returns that act.
    pub fn catch_up(&self, connection: &mut AnyConnection) -> Result<i64> {
        let place = last_of(connection)?;
        let seen = {
            let mut state = self.state.lock();
            if state.seen.is_none() {
                (state.seen, state.began) = (Some(place), place);
            }
            state.seen.unwrap_or(place)
        };
        if seen < place {
            let rows: Vec<(String, Option<i64>)> = written::table
                .filter(written::place.gt(seen).and(written::place.le(place)))
                .group_by(written::record)
                .select((written::record, diesel::dsl::max(written::place)))
                .load(connection)?;
            let mut state = self.state.lock();
            for (table, last) in rows {
                let known = state.last.entry(table).or_default();
                *known = (*known).max(last.unwrap_or_default());
            }
            state.seen = state.seen.max(Some(place));
        }
        Ok(place)
    }

    pub fn find<T: Clone + 'static>(&self, size: Size, key: &str, place: i64) -> Option<(T, Arc<Names>)> {
        let mut state = self.state.lock();
        let kept = state.kept(size).get(key)?;
        let (from, version, value) = (Arc::clone(&kept.from), kept.version, Arc::clone(&kept.value));
        let same = state.version(&from, place) == Some(version);
        drop(state);
        // Large ones are copied while nobody waits for it.
        let found = value.downcast_ref::<T>().filter(|_| same)?;
        Some((found.clone(), from))
    }

    pub fn keep<T: Send + Sync + 'static>(
        &self,
        size: Size,
        key: String,
        (place, from): (i64, Names),
        value: T,
    ) {
        if is_outside(&from) {
            return;
        }
        let mut state = self.state.lock();
        let Some(version) = state.version(&from, place) else { return };
        let kept = state.kept(size);
        if kept.len() >= size.most() {
            kept.clear();
        }
        kept.insert(key, Kept { from: Arc::new(from), version, value: Arc::new(value) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(tables: &[&str]) -> Names {
        tables.iter().map(|name| (*name).to_owned()).collect()
    }

    fn begun(remembered: &Remembered) {
        let mut state = remembered.state.lock();
        (state.seen, state.began) = (Some(5), 5);
    }

    #[test]
    fn what_was_read_holds_until_one_of_its_tables_is_written() {
        let remembered = Remembered::default();
        let of_duties = noted(&["duty"]);
        let write = |table: &str, place: i64| {
            let mut state = remembered.state.lock();
            state.last.insert(table.to_owned(), place);
            state.seen = Some(place);
        };
        let find = |place| remembered.find::<i32>(Size::Small, "key", place).map(|(found, _)| found);
        begun(&remembered);
        remembered.keep(Size::Small, "key".to_owned(), (5, of_duties.clone()), 7);
        assert_eq!(find(5), Some(7));
        write("measure", 6);
        assert_eq!(find(6), Some(7), "another table's act leaves it");
        write("duty", 7);
        assert_eq!(
            (find(7), find(6)),
            (None, None),
            "not even to a view from before, of which too little is known"
        );
        remembered.keep(Size::Small, "key".to_owned(), (6, of_duties.clone()), 8);
        assert_eq!(find(7), None, "what an older view reads is not kept");
        remembered.keep(Size::Small, "key".to_owned(), (7, of_duties), 9);
        assert_eq!(find(7), Some(9));
    }

    #[test]
    fn what_is_read_from_what_no_act_tells_of_is_never_kept() {
        let remembered = Remembered::default();
        begun(&remembered);
        remembered.keep(Size::Small, "key".to_owned(), (5, noted(&["duty", "session"])), 7);
        assert_eq!(remembered.find::<i32>(Size::Small, "key", 5).map(|(found, _)| found), None);
        let of_all = noted(&["duty", "journal"]);
        remembered.keep(Size::Small, "key".to_owned(), (5, of_all), 7);
        assert_eq!(remembered.find::<i32>(Size::Small, "key", 5).map(|(found, _)| found), Some(7));
        remembered.state.lock().seen = Some(6);
        assert_eq!(
            remembered.find::<i32>(Size::Small, "key", 6).map(|(found, _)| found),
            None,
            "the journal went on"
        );
    }

    #[test]
    fn few_large_readings_are_kept_and_they_make_no_small_one_go() {
        let remembered = Remembered::default();
        begun(&remembered);
        remembered.keep(Size::Small, "small".to_owned(), (5, noted(&["duty"])), 7);
        for number in 0..Size::Large.most() + 1 {
            remembered.keep(Size::Large, number.to_string(), (5, noted(&["duty"])), number);
        }
        assert_eq!(remembered.state.lock().large.len(), 1, "begun anew");
        assert_eq!(remembered.find::<i32>(Size::Small, "small", 5).map(|(found, _)| found), Some(7));
        assert!(remembered.find::<i32>(Size::Large, "small", 5).is_none());
    }
}
