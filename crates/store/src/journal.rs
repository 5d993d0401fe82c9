//! The journal: append-only, hash-chained, in the transaction of the change.

use crate::{
    batch::insert_batch,
    connection::{AnyConnection, Backend},
    contents::overtaken,
    error::{Result, StoreError, any},
    functions::search_matches,
    like::{lower, pattern},
    opens::own,
    reader::Reader,
    schema::{account, journal, unit, written},
};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    action::ActionKind,
    actor::Actor,
    before::word_before,
    contents::{Written, hash_of},
    desk::said::keeps_a_draft,
    event::{Entry, Event, Form, Link},
    fold::fold,
    id::UnitId,
    permit::{Permit, ReadJournal},
    record::RecordKind,
    seen::Seen,
};
use std::collections::BTreeMap;

/// Acts of one request are few.
const OF_ONE_REQUEST: i64 = 8;

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

/// Which entries of the journal are wanted. Empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalAsked {
    /// By an account in whose role title this stands, or whose title has these initials.
    pub person: Option<String>,
    /// Of this action.
    pub action: Option<ActionKind>,
    /// About records of this kind.
    pub subject: Option<RecordKind>,
    /// About the record with this key.
    pub record: Option<i64>,
    /// From the first moment of a day on.
    pub from: Option<Timestamp>,
    /// Before the first moment of the day after the last one.
    pub until: Option<Timestamp>,
    /// Only entries before this one.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: i64,
}

/// So many accounts are looked at for a name; more have no name in common.
const PEOPLE: i64 = 500;

/// Entries with their units, narrowed.
type JournalQuery = diesel::helper_types::IntoBoxed<
    'static,
    diesel::helper_types::InnerJoin<journal::table, unit::table>,
    Backend,
>;

/// A moment as the journal's own begin, without what stands behind the seconds.
fn begins(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = journal)]
pub(crate) struct Row {
    place: i64,
    at: String,
    action: String,
    actor: String,
    subject: String,
    subject_id: i64,
    unit_id: i64,
    detail: String,
    form: i32,
    word: String,
    contents: String,
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
            form: entry.form.number(),
            word: entry.word,
            contents: entry.contents,
            previous: entry.previous,
            hash: entry.hash,
        }
    }
}

impl TryFrom<Row> for Entry {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let form = Form::of(row.form)
            .ok_or_else(|| StoreError::meaningless(row.form.to_string(), "the form of an entry"))?;
        Ok(Self {
            place: row.place,
            at: row.at,
            action: row.action,
            actor: row.actor,
            subject: row.subject,
            subject_id: row.subject_id,
            unit: UnitId(row.unit_id),
            detail: row.detail,
            form,
            word: row.word,
            contents: row.contents,
            previous: row.previous,
            hash: row.hash,
        })
    }
}

#[derive(Insertable)]
#[diesel(table_name = written)]
struct Line<'w> {
    place: i64,
    record: &'w str,
    record_key: &'w str,
    digest: &'w str,
}

/// Appends events with what was written: each record's line goes with the event that is about it, the others with the
/// first. Returns their places.
pub(crate) fn append(
    connection: &mut AnyConnection,
    at: Timestamp,
    events: &[&Event],
    lines: Vec<Written>,
) -> Result<Vec<i64>> {
    let mut last = last_link(connection)?;
    let mut shares: Vec<Vec<Written>> = events.iter().map(|_| Vec::new()).collect();
    for line in lines {
        let own = events.iter().position(|event| is_about(event, &line)).unwrap_or(0);
        if let Some(share) = shares.get_mut(own) {
            share.push(line);
        }
    }
    let mut places = Vec::new();
    for (event, share) in events.iter().zip(shares) {
        let entry = event.chain(&last, at, hash_of(&share));
        last = Link::from(&entry);
        places.push(last.place);
        diesel::insert_into(journal::table).values(&Row::from(entry)).execute(connection)?;
        let rows: Vec<Line<'_>> = share
            .iter()
            .map(|line| Line {
                place: last.place,
                record: &line.table,
                record_key: &line.key,
                digest: &line.digest,
            })
            .collect();
        insert_batch!(connection, written::table, rows, 4);
    }
    Ok(places)
}

/// Whether an event is about the record of a line: tables are named as kinds of records are.
fn is_about(event: &Event, line: &Written) -> bool {
    let subject = event.subject();
    subject.id.to_string() == line.key && subject.kind.replace('-', "_") == line.table
}

/// Entries named in one statement.
const AT_ONCE: usize = 500;

/// Gives entries of the first form the words of their acts, which follow from their content and are no part of their
/// bytes: notices ask for them.
pub(crate) fn name_old_acts(connection: &mut AnyConnection) -> Result<()> {
    let entries: Vec<(i64, String, String, String)> = journal::table
        .filter(journal::form.eq(Form::First.number()).and(journal::word.eq("")))
        .select((journal::place, journal::action, journal::subject, journal::detail))
        .load(connection)?;
    let mut named: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
    for (place, action, subject, detail) in entries {
        named.entry(word_before(&action, &subject, &detail)).or_default().push(place);
    }
    for (word, places) in named.into_iter().filter(|(word, _)| !word.is_empty()) {
        for some in places.chunks(AT_ONCE) {
            let rows = journal::table.filter(journal::place.eq_any(some));
            any(diesel::update(rows).set(journal::word.eq(word)).execute(connection)?);
        }
    }
    Ok(())
}

fn last_link(connection: &mut AnyConnection) -> Result<Link> {
    let last: Option<(i64, String, String)> = journal::table
        .select((journal::place, journal::hash, journal::at))
        .order(journal::place.desc())
        .first(connection)
        .optional()?;
    Ok(last.map_or_else(Link::default, |(place, hash, at)| Link { place, hash, at: at.parse().ok() }))
}

impl Reader<'_> {
    /// What is wanted of the journal of a subtree, newest first.
    pub fn journal(&mut self, permit: &Permit<ReadJournal>, asked: &JournalAsked) -> Result<JournalPage> {
        let mut query = self.journal_query(permit, asked)?;
        if let Some(before) = asked.before {
            query = query.filter(journal::place.lt(before));
        }
        let rows: Vec<(Row, String, String)> = query
            .select((Row::as_select(), unit::code, unit::name))
            .order(journal::place.desc())
            .limit(asked.limit + 1)
            .load(self.connection)?;
        let more = rows.len() as i64 > asked.limit;
        let entries: Vec<_> = rows
            .into_iter()
            .take(usize::try_from(asked.limit).unwrap_or_default())
            .map(|(row, code, name)| Ok((Entry::try_from(row)?, code, name)))
            .collect::<Result<_>>()?;
        let next = entries.last().filter(|_| more).map(|(entry, ..)| entry.place);
        Ok(JournalPage { titles: self.titles(&entries)?, entries, next })
    }

    fn journal_query(&mut self, permit: &Permit<ReadJournal>, asked: &JournalAsked) -> Result<JournalQuery> {
        let span = permit.span();
        let mut query =
            journal::table.inner_join(unit::table).into_boxed().filter(unit::lo.between(span.lo, span.hi));
        if let Some(person) = &asked.person {
            let actors = self.actors_called(person)?;
            query = query.filter(journal::actor.eq_any(actors));
        }
        if let Some(action) = asked.action {
            query = query.filter(journal::action.eq(action.key()));
        }
        if let Some(subject) = asked.subject {
            query = query.filter(journal::subject.eq(subject.key()));
        }
        if let Some(record) = asked.record {
            query = query.filter(journal::subject_id.eq(record));
        }
        if let Some(from) = asked.from {
            query = query.filter(journal::at.ge(begins(from)));
        }
        if let Some(until) = asked.until {
            query = query.filter(journal::at.lt(begins(until)));
        }
        Ok(query)
    }

    /// As which the journal names the accounts in whose role title a text stands.
    fn actors_called(&mut self, person: &str) -> Result<Vec<String>> {
        let named = lower(account::title).like(pattern(person)).escape('!');
        let mut query = account::table.select(account::id).into_boxed();
        query = match self.needle_of_initials(&fold(person)) {
            Some(initials) => query.filter(named.or(search_matches(account::title, initials))),
            None => query.filter(named),
        };
        let accounts: Vec<i64> = query.order(account::id.asc()).limit(PEOPLE).load(self.connection)?;
        Ok(accounts.into_iter().map(|account| format!("account:{account}")).collect())
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

    /// The places of acts that wrote one of these records (table and key), or one that is shown with them, after they were
    /// seen.
    pub fn overtakers(&mut self, records: &[(&str, String)], seen: &Seen) -> Result<Vec<i64>> {
        let lines = records.iter().map(|(table, key)| Written {
            table: (*table).to_owned(),
            key: key.clone(),
            digest: String::new(),
        });
        overtaken(self.connection, &lines.collect::<Vec<_>>(), seen)
    }

    /// What these acts were, each with who did it.
    pub fn acts_at(&mut self, places: &[i64]) -> Result<Vec<(Entry, String)>> {
        let rows: Vec<Row> = journal::table
            .filter(journal::place.eq_any(places))
            .order(journal::place.asc())
            .limit(50)
            .select(Row::as_select())
            .load(self.connection)?;
        let entries = rows.into_iter().map(|row| Ok((Entry::try_from(row)?, String::new(), String::new())));
        let entries = entries.collect::<Result<Vec<_>>>()?;
        let titles = self.titles(&entries)?;
        let titled = entries.into_iter().map(|(entry, ..)| {
            let title = titles.get(&entry.actor).cloned().unwrap_or_default();
            (entry, title)
        });
        Ok(titled.collect())
    }

    /// The place of what the owner did after an entry: the first act that does more than keep the draft from which it was done.
    pub fn own_act_after(&mut self, owner: &Actor, after: i64) -> Result<Option<i64>> {
        let account = own(owner)?;
        let acts = journal::table
            .filter(journal::place.gt(after).and(journal::actor.eq(format!("account:{}", account.0))));
        let acts =
            acts.order(journal::place.asc()).select((journal::place, journal::word)).limit(OF_ONE_REQUEST);
        let acts: Vec<(i64, String)> = acts.load(self.connection)?;
        let done = acts.iter().find(|(_, word)| !keeps_a_draft(word)).or_else(|| acts.first());
        Ok(done.map(|(place, _)| *place))
    }

    /// The owner's own act at a place, with the name of its unit.
    pub fn own_act(&mut self, owner: &Actor, place: i64) -> Result<Option<(Entry, String)>> {
        let account = own(owner)?;
        let row: Option<(Row, String)> = journal::table
            .inner_join(unit::table)
            .filter(journal::place.eq(place).and(journal::actor.eq(format!("account:{}", account.0))))
            .select((Row::as_select(), unit::name))
            .first(self.connection)
            .optional()?;
        row.map(|(row, name)| Ok((Entry::try_from(row)?, name))).transpose()
    }

    /// How many entries of the journal of a subtree are wanted.
    pub fn journal_length(&mut self, permit: &Permit<ReadJournal>, asked: &JournalAsked) -> Result<i64> {
        Ok(self.journal_query(permit, asked)?.count().first(self.connection)?)
    }

    /// Whether an entry within the permit's reach has this hash.
    pub fn journal_has(&mut self, permit: &Permit<ReadJournal>, hash: &str) -> Result<bool> {
        let span = permit.span();
        let found: i64 = journal::table
            .inner_join(unit::table.on(unit::id.eq(journal::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi).and(journal::hash.eq(hash)))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }
}
