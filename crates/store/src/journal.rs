//! The journal: append-only, hash-chained, in the transaction of the change.

use crate::{
    connection::AnyConnection,
    error::Result,
    reader::Reader,
    schema::{account, journal, unit},
};
use diesel::prelude::*;
use earnest_model::{
    event::{ChainCheck, ChainFault, Entry, Event, GENESIS},
    id::UnitId,
    permit::{Permit, ReadJournal},
};
use std::collections::BTreeMap;

/// A page of the journal, newest first.
#[derive(Debug, Clone)]
pub struct JournalPage {
    /// Entries, each with the unit's code and name.
    pub entries: Vec<(Entry, String, String)>,
    /// The role titles of the accounts that acted, by the reference under which an entry names them.
    pub titles: BTreeMap<String, String>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = journal)]
struct Row {
    place: i64,
    at: String,
    action: String,
    actor: String,
    subject: String,
    subject_id: i64,
    unit_id: i64,
    detail: String,
    previous: String,
    hash: String,
}

impl From<Entry> for Row {
    fn from(entry: Entry) -> Self {
        Self {
            place: entry.place,
            at: entry.at,
            action: entry.action,
            actor: entry.actor,
            subject: entry.subject,
            subject_id: entry.subject_id,
            unit_id: entry.unit.0,
            detail: entry.detail,
            previous: entry.previous,
            hash: entry.hash,
        }
    }
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        Self {
            place: row.place,
            at: row.at,
            action: row.action,
            actor: row.actor,
            subject: row.subject,
            subject_id: row.subject_id,
            unit: UnitId(row.unit_id),
            detail: row.detail,
            previous: row.previous,
            hash: row.hash,
        }
    }
}

pub(crate) fn append<'e>(
    connection: &mut AnyConnection,
    at: jiff::Timestamp,
    events: impl Iterator<Item = &'e Event>,
) -> Result<()> {
    let last: Option<(i64, String)> = journal::table
        .select((journal::place, journal::hash))
        .order(journal::place.desc())
        .first(connection)
        .optional()?;
    let (mut place, mut previous) = last.unwrap_or((0, GENESIS.to_owned()));
    for event in events {
        place += 1;
        let entry = event.chain(place, at, &previous);
        previous.clone_from(&entry.hash);
        diesel::insert_into(journal::table).values(&Row::from(entry)).execute(connection)?;
    }
    Ok(())
}

impl Reader<'_> {
    /// The journal of a subtree, newest first, from just before `before`.
    pub fn journal(
        &mut self,
        permit: &Permit<ReadJournal>,
        before: Option<i64>,
        limit: i64,
    ) -> Result<JournalPage> {
        let span = permit.span();
        let mut query = journal::table
            .inner_join(unit::table.on(unit::id.eq(journal::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .select((Row::as_select(), unit::code, unit::name))
            .order(journal::place.desc())
            .limit(limit + 1)
            .into_boxed();
        if let Some(before) = before {
            query = query.filter(journal::place.lt(before));
        }
        let rows: Vec<(Row, String, String)> = query.load(self.connection)?;
        let more = rows.len() as i64 > limit;
        let entries: Vec<_> = rows
            .into_iter()
            .take(usize::try_from(limit).unwrap_or_default())
            .map(|(row, code, name)| (Entry::from(row), code, name))
            .collect();
        let next = entries.last().filter(|_| more).map(|(entry, ..)| entry.place);
        Ok(JournalPage { titles: self.titles(&entries)?, entries, next })
    }

    fn titles(&mut self, entries: &[(Entry, String, String)]) -> Result<BTreeMap<String, String>> {
        let mut accounts: Vec<i64> = entries
            .iter()
            .filter_map(|(entry, ..)| entry.actor.strip_prefix("account:")?.parse().ok())
            .collect();
        accounts.sort_unstable();
        accounts.dedup();
        let rows: Vec<(i64, String)> = account::table
            .filter(account::id.eq_any(accounts))
            .select((account::id, account::title))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (format!("account:{id}"), title)).collect())
    }

    /// How many entries the journal of a subtree has.
    pub fn journal_length(&mut self, permit: &Permit<ReadJournal>) -> Result<i64> {
        let span = permit.span();
        let entries = journal::table
            .inner_join(unit::table.on(unit::id.eq(journal::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi));
        Ok(entries.count().first(self.connection)?)
    }

    /// Recomputes the whole chain. Streams, so that memory does not grow with the journal.
    pub fn verify_journal(&mut self) -> Result<std::result::Result<ChainCheck, ChainFault>> {
        let mut check = ChainCheck::default();
        let mut after = i64::MIN;
        loop {
            let rows: Vec<Row> = journal::table
                .filter(journal::place.gt(after))
                .order(journal::place.asc())
                .limit(2_000)
                .select(Row::as_select())
                .load(self.connection)?;
            if rows.is_empty() {
                return Ok(Ok(check));
            }
            for row in rows {
                after = row.place;
                if let Err(fault) = check.follow(&row.into()) {
                    return Ok(Err(fault));
                }
            }
        }
    }
}
