//! What was read and is asked again: it is remembered until an act writes one of the tables that it was read from.
//!
//! Every act tells which records it wrote, and nothing is written without one; so what a reading gave is what it would give
//! again as long as none of its tables is told of. Which tables those are is seen from the statements themselves while they
//! run. What is read from tables of which no act tells (sessions, drafts, the queue) is never remembered.
//! See docs/decisions/407.

use crate::{
    Reader,
    connection::AnyConnection,
    contents::{Catalogue, OUTSIDE},
    error::{Result, StoreError},
    schema::{journal, written},
};
use diesel::{
    connection::{Connection as _, Instrumentation, InstrumentationEvent},
    prelude::*,
};
use parking_lot::Mutex;
use std::{
    any::{Any, type_name},
    cell::{Cell, RefCell},
    collections::{BTreeSet, HashMap},
    fmt::Debug,
    sync::{Arc, OnceLock},
};

/// So many readings are remembered; then it is begun anew.
const MOST: usize = 16_384;

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
    kept: HashMap<String, Kept>,
}

/// What a reading gave.
struct Kept {
    from: Arc<Tables>,
    /// The last act that had written one of its tables.
    version: i64,
    value: Arc<dyn Any + Send + Sync>,
}

/// The tables that a reading is from.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Tables {
    names: BTreeSet<String>,
    /// Whether it depends on every act.
    of_every_act: bool,
    /// Whether it is from a table of which no act tells.
    outside: bool,
}

impl Tables {
    fn add(&mut self, other: &Self) {
        self.names.extend(other.names.iter().cloned());
        self.of_every_act |= other.of_every_act;
        self.outside |= other.outside;
    }

    /// Adds the tables that a statement names. A column that is called like a table counts for one: that makes the reading
    /// depend on more than it need, never on less.
    fn note(&mut self, known: &[String], statement: &str) {
        // What stands behind is bound and names nothing.
        let text = statement.split(" -- binds: ").next().unwrap_or_default();
        for word in text.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_') {
            if OF_EVERY_ACT.contains(&word) {
                self.of_every_act = true;
            } else if OUTSIDE.iter().any(|(name, _)| *name == word) || word == "register" {
                self.outside = true;
            } else if known.binary_search_by(|name| name.as_str().cmp(word)).is_ok() {
                self.names.insert(word.to_owned());
            }
        }
    }
}

impl State {
    /// The last act up to `place` that wrote one of the tables; none if that is not known of this place.
    fn version(&self, tables: &Tables, place: i64) -> Option<i64> {
        let of_table = |name: &String| self.last.get(name).copied().unwrap_or(self.began);
        let last = tables.names.iter().map(of_table).max().unwrap_or(self.began);
        let last = if tables.of_every_act { last.max(place) } else { last };
        (last <= place && self.seen.is_some_and(|seen| seen >= place)).then_some(last)
    }
}

/// The statements of a thread's reading, outermost first.
struct Watched {
    known: Arc<[String]>,
    readings: Vec<Tables>,
}

thread_local! {
    static WATCHED: RefCell<Option<Watched>> = const { RefCell::new(None) };
}

/// Tells a connection's statements to whoever watches on its thread.
struct Watch;

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            WATCHED.with_borrow_mut(|watched| {
                if let Some(Watched { known, readings }) = watched
                    && let Some(tables) = readings.last_mut()
                {
                    tables.note(known, &query.to_string());
                }
            });
        }
    }
}

/// Has a connection tell its statements.
pub(crate) fn watch(connection: &mut AnyConnection) {
    connection.set_instrumentation(Watch);
}

/// Watches a reading, also if it breaks off.
struct Watching;

impl Watching {
    fn begin(known: Arc<[String]>) -> Self {
        WATCHED.with_borrow_mut(|watched| {
            let watched = watched.get_or_insert_with(|| Watched { known, readings: Vec::new() });
            watched.readings.push(Tables::default());
        });
        Self
    }

    fn end(self) -> Tables {
        WATCHED.with_borrow(|watched| watched.as_ref()?.readings.last().cloned()).unwrap_or_default()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        WATCHED.with_borrow_mut(|watched| {
            let Some(Watched { readings, .. }) = watched else { return };
            let ended = readings.pop().unwrap_or_default();
            match readings.last_mut() {
                Some(outer) => outer.add(&ended),
                None => *watched = None,
            }
        });
    }
}

/// A reading within another one is a part of it.
fn part_of_outer(tables: &Tables) {
    WATCHED.with_borrow_mut(|watched| {
        if let Some(outer) = watched.as_mut().and_then(|watched| watched.readings.last_mut()) {
            outer.add(tables);
        }
    });
}

/// What is remembered, as a view of the register may use it.
#[derive(Clone, Copy)]
pub(crate) struct Memory<'c> {
    pub remembered: &'c Remembered,
    /// The last act that the view sees, once somebody asked.
    pub place: &'c Cell<Option<i64>>,
}

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
        let Some(Memory { remembered, .. }) = self.memory else { return read(self) };
        let place = self.last_act()?;
        let key = format!("{what} {} {key:?}", type_name::<T>());
        if let Some((value, from)) = remembered.find::<T>(&key, place) {
            part_of_outer(&from);
            return Ok(value);
        }
        let watching = Watching::begin(remembered.tables(self.connection)?);
        let value = read(self)?;
        remembered.keep(key, place, watching.end(), &value);
        Ok(value)
    }
}

fn last_of(connection: &mut AnyConnection) -> Result<i64> {
    let last: Option<i64> = journal::table.select(diesel::dsl::max(journal::place)).first(connection)?;
    Ok(last.unwrap_or_default())
}

impl Remembered {
    /// The tables that acts tell of.
    fn tables(&self, connection: &mut AnyConnection) -> Result<Arc<[String]>> {
        if let Some(known) = self.tables.get() {
            return Ok(Arc::clone(known));
        }
        let tables = Catalogue::read(connection)?.in_chain();
        let mut names: Vec<String> = tables.into_iter().map(|table| table.name).collect();
        names.sort();
        Ok(Arc::clone(self.tables.get_or_init(|| names.into())))
    }

    /// Learns which tables were written up to the last act that a connection sees; returns that act.
    fn catch_up(&self, connection: &mut AnyConnection) -> Result<i64> {
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

    fn find<T: Clone + 'static>(&self, key: &str, place: i64) -> Option<(T, Arc<Tables>)> {
        let state = self.state.lock();
        let kept = state.kept.get(key)?;
        let same = state.version(&kept.from, place) == Some(kept.version);
        let found = kept.value.downcast_ref::<T>().filter(|_| same)?;
        Some((found.clone(), Arc::clone(&kept.from)))
    }

    fn keep<T: Clone + Send + Sync + 'static>(&self, key: String, place: i64, from: Tables, value: &T) {
        if from.outside {
            return;
        }
        let mut state = self.state.lock();
        let Some(version) = state.version(&from, place) else { return };
        if state.kept.len() >= MOST {
            state.kept.clear();
        }
        state.kept.insert(key, Kept { from: Arc::new(from), version, value: Arc::new(value.clone()) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        ["duty", "measure", "unit"].map(str::to_owned).to_vec()
    }

    fn noted(statement: &str) -> Tables {
        let mut tables = Tables::default();
        tables.note(&known(), statement);
        tables
    }

    fn begun(remembered: &Remembered) {
        let mut state = remembered.state.lock();
        (state.seen, state.began) = (Some(5), 5);
    }

    #[test]
    fn the_tables_of_a_statement_are_those_that_it_names_however_it_writes_them() {
        let tables =
            noted("SELECT `unit`.`id` FROM (\"duty\" JOIN unit AS above ON 1) -- binds: [\"measure\"]");
        assert_eq!(tables.names.into_iter().collect::<Vec<_>>(), ["duty", "unit"]);
        assert!(!tables.outside && !tables.of_every_act);
        assert!(noted("SELECT 1 FROM journal").of_every_act);
        assert!(noted("SELECT 1 FROM `kept_form`").outside, "no act tells of it");
    }

    #[test]
    fn what_was_read_holds_until_one_of_its_tables_is_written() {
        let remembered = Remembered::default();
        let of_duties = noted("SELECT FROM duty");
        let write = |table: &str, place: i64| {
            let mut state = remembered.state.lock();
            state.last.insert(table.to_owned(), place);
            state.seen = Some(place);
        };
        let find = |place| remembered.find::<i32>("key", place).map(|(found, _)| found);
        begun(&remembered);
        remembered.keep("key".to_owned(), 5, of_duties.clone(), &7);
        assert_eq!(find(5), Some(7));
        write("measure", 6);
        assert_eq!(find(6), Some(7), "another table's act leaves it");
        write("duty", 7);
        assert_eq!(
            (find(7), find(6)),
            (None, None),
            "not even to a view from before, of which too little is known"
        );
        remembered.keep("key".to_owned(), 6, of_duties.clone(), &8);
        assert_eq!(find(7), None, "what an older view reads is not kept");
        remembered.keep("key".to_owned(), 7, of_duties, &9);
        assert_eq!(find(7), Some(9));
    }

    #[test]
    fn what_is_read_from_what_no_act_tells_of_is_never_kept() {
        let remembered = Remembered::default();
        begun(&remembered);
        remembered.keep("key".to_owned(), 5, noted("SELECT FROM duty, session"), &7);
        assert_eq!(remembered.find::<i32>("key", 5).map(|(found, _)| found), None);
        let of_all = noted("SELECT FROM duty, journal");
        remembered.keep("key".to_owned(), 5, of_all, &7);
        assert_eq!(remembered.find::<i32>("key", 5).map(|(found, _)| found), Some(7));
        remembered.state.lock().seen = Some(6);
        assert_eq!(remembered.find::<i32>("key", 6).map(|(found, _)| found), None, "the journal went on");
    }
}
