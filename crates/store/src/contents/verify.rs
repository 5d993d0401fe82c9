//! The check of the whole: the chain of entries, what each says it wrote, and every record against the last act on it.

use super::{
    catalogue::{Catalogue, MARK, OUTSIDE},
    digest, indexes,
    intervals::{Interval, out_of_place},
    mark,
    told::{self, Entries, last_lines, lines_between},
};
use crate::{
    Reader,
    error::Result,
    schema::{journal, unit, written},
};
use diesel::{dsl::max, prelude::*};
use earnest_model::{
    contents::{ContentsFault, GONE, Written, hash_of},
    event::{ChainCheck, ChainFault, Entry},
};
use std::collections::HashMap;

/// Without these two nothing can be held against anything.
const JOURNAL: &str = "journal";
const WRITTEN: &str = "written";
/// What entries wrote, by their places.
type Lines = HashMap<i64, Vec<Written>>;
/// Entries read at once.
const PAGE: i64 = 2_000;

/// What a check of the journal found.
#[derive(Debug, Clone)]
pub struct Verified {
    /// The chain as far as it holds.
    pub chain: ChainCheck,
    /// Where and how it is broken, if it is.
    pub broken: Option<ChainFault>,
    /// Records that were held against the last act on them.
    pub records: u64,
    /// What differs.
    pub faults: Vec<ContentsFault>,
}

impl Verified {
    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.broken.is_none() && self.faults.is_empty()
    }
}

impl Reader<'_> {
    /// Recomputes the whole chain and the digest of every record in it. Entries are streamed; of the records one
    /// table's digests are held at a time.
    pub fn verify_journal(&mut self) -> Result<Verified> {
        let mut verified =
            Verified { chain: ChainCheck::default(), broken: None, records: 0, faults: Vec::new() };
        let catalogue = Catalogue::read(self.connection)?;
        let here = &catalogue.names;
        let missing = OUTSIDE.iter().filter(|(name, _)| !here.contains(*name));
        verified.faults.extend(missing.map(|(name, _)| ContentsFault::NoTable((*name).to_owned())));
        if [JOURNAL, WRITTEN].iter().any(|name| !here.contains(*name)) {
            return Ok(verified);
        }
        self.verify_chain(&mut verified)?;
        self.verify_records(&mut verified, &catalogue)?;
        self.verify_intervals(&mut verified)?;
        verified.faults.extend(indexes::faults(self.connection)?);
        Ok(verified)
    }

    /// Follows the chain from whatever stands first, so that an entry before the first place is a fault, too.
    fn verify_chain(&mut self, verified: &mut Verified) -> Result<()> {
        let (mut after, mut page) = (i64::MIN, PAGE);
        loop {
            let (entries, lines) = match self.page_of_chain(after, page) {
                Ok(both) => both,
                // Something in this page is no entry: go on one by one, to say which.
                Err(error) if error.is_of_contents() && page > 1 => {
                    page = 1;
                    continue;
                }
                Err(error) if error.is_of_contents() => {
                    verified.broken = Some(ChainFault::Unreadable(verified.chain.checked() + 1));
                    return Ok(());
                }
                Err(error) => return Err(error),
            };
            let Some(last) = entries.last().map(|entry| entry.place) else {
                verified.faults.extend(lines.into_keys().map(ContentsFault::Lines));
                return Ok(());
            };
            follow(verified, &entries, lines);
            if verified.broken.is_some() {
                return Ok(());
            }
            after = last;
        }
    }

    /// The next entries and the lines up to the last of them; all lines that are left if there are no more entries.
    fn page_of_chain(&mut self, after: i64, page: i64) -> Result<(Vec<Entry>, Lines)> {
        let entries = self.entries_after(after, page)?;
        let last = entries.last().map_or(i64::MAX, |entry| entry.place);
        let lines = lines_between(self.connection, after, last)?;
        Ok((entries, lines))
    }

    /// Entries after a place, in order.
    pub(crate) fn entries_after(&mut self, place: i64, limit: i64) -> Result<Vec<Entry>> {
        let rows: Vec<crate::journal::Row> = journal::table
            .filter(journal::place.gt(place))
            .order(journal::place.asc())
            .limit(limit)
            .select(crate::journal::Row::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    fn verify_records(&mut self, verified: &mut Verified, catalogue: &Catalogue) -> Result<()> {
        let tables = catalogue.in_chain();
        let mut strange: Vec<&String> = catalogue.names.iter().collect();
        strange.retain(|name| {
            let outside = OUTSIDE.iter().any(|(own, _)| own == *name) || name.starts_with("sqlite_");
            !outside && !tables.iter().any(|table| table.name == **name)
        });
        strange.sort();
        verified.faults.extend(strange.into_iter().cloned().map(ContentsFault::Strange));
        let mut places: Vec<(i64, usize)> = Vec::new();
        let entries = Entries::read(self.connection)?;
        for table in &tables {
            let told = last_lines(self.connection, &entries, &table.name)?;
            if table.name == MARK && told.is_empty() && !mark::is_expected(self.connection)? {
                continue;
            }
            let here = digest::of_table(self.connection, table)?;
            compare(verified, &mut places, Told { table: &table.name, told, here });
        }
        for name in told::tables(self.connection)? {
            if !tables.iter().any(|table| table.name == name) {
                let told = last_lines(self.connection, &entries, &name)?;
                compare(verified, &mut places, Told { table: &name, told, here: HashMap::new() });
            }
        }
        self.name_actions(&places, &mut verified.faults)?;
        if verified.chain.checked() == 0 && verified.broken.is_none() && verified.records > 0 {
            verified.faults.insert(0, ContentsFault::Emptied(verified.records));
        }
        Ok(())
    }

    /// Says of each fault what the last act on its record did.
    fn name_actions(&mut self, places: &[(i64, usize)], faults: &mut [ContentsFault]) -> Result<()> {
        for chunk in places.chunks(500) {
            let wanted: Vec<i64> = chunk.iter().map(|(place, _)| *place).collect();
            let rows: Vec<(i64, String)> = journal::table
                .filter(journal::place.eq_any(wanted))
                .select((journal::place, journal::action))
                .load(self.connection)?;
            let names: HashMap<i64, String> = rows.into_iter().collect();
            for (place, at) in chunk {
                let said = names.get(place).cloned().unwrap_or_default();
                if let Some(
                    ContentsFault::Changed { action, .. }
                    | ContentsFault::Missing { action, .. }
                    | ContentsFault::Miscounted { action, .. },
                ) = faults.get_mut(*at)
                {
                    *action = said;
                }
            }
        }
        Ok(())
    }

    /// The intervals of the units, which no act tells of, against the tree: they follow from it.
    fn verify_intervals(&mut self, verified: &mut Verified) -> Result<()> {
        let rows: Result<Vec<Interval>> = unit::table
            .order((unit::lo.asc(), unit::id.asc()))
            .select(Interval::as_select())
            .load(self.connection)
            .map_err(Into::into);
        let rows = match rows {
            Err(fault) if fault.is_of_contents() => {
                verified.faults.push(ContentsFault::Unreadable("unit".to_owned()));
                return Ok(());
            }
            rows => rows?,
        };
        let of_unit = |fault: &ContentsFault| fault.record().is_some_and(|(table, _)| table == "unit");
        let is_as_told = !verified.faults.iter().any(of_unit);
        let mut places = Vec::new();
        for row in out_of_place(&rows, is_as_told) {
            let key = row.id.to_string();
            let last: Option<i64> = written::table
                .filter(written::record.eq("unit").and(written::record_key.eq(&key)))
                .select(max(written::place))
                .first(self.connection)?;
            let place = last.unwrap_or_default();
            places.push((place, verified.faults.len()));
            let (table, action) = ("unit".to_owned(), String::new());
            verified.faults.push(ContentsFault::Miscounted { table, key, place, action });
        }
        self.name_actions(&places, &mut verified.faults)
    }
}

/// Takes these entries into the check, each with the lines of what it wrote.
fn follow(verified: &mut Verified, entries: &[Entry], mut lines: Lines) {
    for entry in entries {
        if let Err(fault) = verified.chain.follow(entry) {
            verified.broken = Some(fault);
            return;
        }
        let own = lines.remove(&entry.place).unwrap_or_default();
        if hash_of(&own) != entry.contents {
            verified.faults.push(ContentsFault::Lines(entry.place));
        }
    }
    verified.faults.extend(lines.into_keys().map(ContentsFault::Lines));
}

/// A table as the journal tells of it and as it stands.
struct Told<'a> {
    table: &'a str,
    told: HashMap<String, (String, i64)>,
    here: HashMap<String, String>,
}

/// Adds what differs; `places` has the entries whose actions are still to be named, each with its fault.
fn compare(verified: &mut Verified, places: &mut Vec<(i64, usize)>, Told { table, told, here }: Told<'_>) {
    verified.records += here.len() as u64;
    let name = || table.to_owned();
    let mut unvouched: Vec<&String> = here.keys().filter(|key| !told.contains_key(*key)).collect();
    unvouched.sort();
    let unvouched =
        unvouched.into_iter().map(|key| ContentsFault::Unvouched { table: name(), key: key.clone() });
    verified.faults.extend(unvouched);
    let mut differing: Vec<(&String, i64, bool)> = Vec::new();
    for (key, (digest, place)) in &told {
        match here.get(key) {
            Some(own) if own != digest => differing.push((key, *place, true)),
            None if digest != GONE => differing.push((key, *place, false)),
            _ => {}
        }
    }
    differing.sort();
    for (key, place, there) in differing {
        places.push((place, verified.faults.len()));
        let (table, key, action) = (name(), key.clone(), String::new());
        verified.faults.push(if there {
            ContentsFault::Changed { table, key, place, action }
        } else {
            ContentsFault::Missing { table, key, place, action }
        });
    }
}
