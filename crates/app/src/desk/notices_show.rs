//! What happened that concerns whoever asks, since when it is new to them, and marking it as read.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    desk::notice::{COUNTED, NoticeKind},
    permit::{Permit, ReadDesk, Target},
};
use earnest_store::{NoticeRow, NoticesAsked, Reader};

/// How many entries of the journal back something can be new to somebody who has never read a notice.
const NEW_WITHIN: i64 = 5_000;

/// So many entries are read at once, and so many times at most for a page.
const AT_ONCE: i64 = 200;
const TURNS: usize = 5;

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened, when, to which unit.
    pub row: NoticeRow,
    /// The key by which the record's page goes, of the kind that its telling leads to.
    pub home: i64,
    /// Whether it is new to the reader.
    pub new: bool,
}

/// What happened with one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The last of it.
    pub last: Notice,
    /// How much happened with it before, as far back as the page goes.
    pub before: usize,
    /// Whether any of it is new to the reader.
    pub new: bool,
}

impl Told {
    /// Whether a row is of the same record. An act that singles out the reader's unit among many has a line of its own.
    fn is_of(&self, row: &NoticeRow) -> bool {
        let own = &self.last.row;
        let alone = |row: &NoticeRow| row.telling.singles_out().then_some(row.telling.acts);
        (own.telling.leads_to(), own.home, &own.unit_code, alone(own))
            == (row.telling.leads_to(), row.home, &row.unit_code, alone(row))
    }
}

/// A page of notices by record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// A line of each record, that of which something happened last before the others.
    pub lines: Vec<Told>,
    /// The entry before which the next page begins, if there is one.
    pub next: Option<i64>,
    /// How many are new, of any kind; of more than [`COUNTED`] one more.
    pub new: usize,
    /// The newest entry that is new, if one is: what is marked as read goes no further. Not the journal's last one, which
    /// would tell how much happens elsewhere.
    pub newest: Option<i64>,
}

/// A page of notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notices {
    /// Newest first.
    pub notices: Vec<Notice>,
    /// The entry before which the next page begins, if there is one.
    pub next: Option<i64>,
    /// How many are new, of any kind; of more than [`COUNTED`] one more.
    pub new: usize,
    /// The newest entry that is new, if one is: what is marked as read goes no further. Not the journal's last one, which
    /// would tell how much happens elsewhere.
    pub newest: Option<i64>,
}

/// What concerns any post of the actor, each entry once, newest first.
fn of_posts(context: &Context<'_>, reader: &mut Reader<'_>, asked: &NoticesAsked) -> Result<Vec<NoticeRow>> {
    let mut all = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let target = Target { unit: holding.unit, span: holding.span };
        let permit: Permit<ReadDesk> = permit_at(context, target)?;
        all.extend(reader.notices(&permit, holding.role, asked)?);
    }
    all.sort_by_key(|row| std::cmp::Reverse(row.place));
    all.dedup_by_key(|row| row.place);
    all.truncate(usize::try_from(asked.limit).unwrap_or_default());
    Ok(all)
}

/// The entry after which everything is new to the actor.
fn new_after(context: &Context<'_>, reader: &mut Reader<'_>, head: i64) -> Result<i64> {
    if context.actor.account().is_none() {
        return Ok(head);
    }
    Ok(reader.notices_read(context.actor)?.max(head - NEW_WITHIN))
}

/// How many notices are new to the actor; of more than [`COUNTED`] one more.
pub fn count_new(context: &Context<'_>) -> Result<usize> {
    let mut snapshot = context.store.snapshot()?;
    Ok(count(context, &mut snapshot.reader())?.0)
}

/// How many are new, and the newest of them.
fn count(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<(usize, Option<i64>)> {
    let head = reader.journal_head()?;
    let after = new_after(context, reader, head)?;
    if after >= head {
        return Ok((0, None));
    }
    let asked = NoticesAsked { after, limit: COUNTED + 1, ..NoticesAsked::default() };
    reader.remembered("notices", &(context.actor, context.today, after), |reader| {
        let rows = of_posts(context, reader, &asked)?;
        Ok((rows.len(), rows.first().map(|row| row.place)))
    })
}

/// Up to where the actor has read, and after which entry is looked.
fn since(context: &Context<'_>, reader: &mut Reader<'_>, only_new: bool) -> Result<(i64, i64)> {
    if context.actor.account().is_none() {
        return Err(AppError::NotFound);
    }
    let head = reader.journal_head()?;
    let read = new_after(context, reader, head)?;
    Ok((read, if only_new { read } else { 0 }))
}

/// A page of them: a line of each record.
pub fn digest_notices(
    context: &Context<'_>,
    kind: Option<NoticeKind>,
    only_new: bool,
    before: Option<i64>,
    limit: i64,
) -> Result<Digest> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (read, after) = since(context, &mut reader, only_new)?;
    let (mut lines, mut next, mut cursor) = (Vec::<Told>::new(), None, before);
    'all: for turn in 1..=TURNS {
        let asked = NoticesAsked { kind, after, before: cursor, limit: AT_ONCE };
        let rows = of_posts(context, &mut reader, &asked)?;
        let whole = rows.len() as i64 == AT_ONCE;
        for row in rows {
            let new = row.place > read;
            if let Some(line) = lines.iter_mut().find(|line| line.is_of(&row)) {
                cursor = Some(row.place);
                (line.before, line.new) = (line.before + 1, line.new || new);
                continue;
            }
            if lines.len() as i64 == limit {
                next = cursor;
                break 'all;
            }
            cursor = Some(row.place);
            lines.push(Told { last: Notice { home: row.home, new, row }, before: 0, new });
        }
        if !whole {
            break;
        }
        if turn == TURNS {
            next = cursor;
        }
    }
    let (new, newest) = count(context, &mut reader)?;
    Ok(Digest { lines, next, new, newest })
}

/// A page of them, each act by itself.
pub fn list_notices(
    context: &Context<'_>,
    kind: Option<NoticeKind>,
    only_new: bool,
    before: Option<i64>,
    limit: i64,
) -> Result<Notices> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (read, after) = since(context, &mut reader, only_new)?;
    let mut rows = of_posts(context, &mut reader, &NoticesAsked { kind, after, before, limit: limit + 1 })?;
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    let next = rows.last().filter(|_| more).map(|row| row.place);
    let notices = told(rows, read);
    let (new, newest) = count(context, &mut reader)?;
    Ok(Notices { notices, next, new, newest })
}

/// Notices after an entry, oldest first, for letters.
pub fn notices_after(context: &Context<'_>, after: i64, limit: i64) -> Result<Vec<Notice>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let asked = NoticesAsked { after, limit, ..NoticesAsked::default() };
    let mut rows = of_posts(context, &mut reader, &asked)?;
    rows.reverse();
    Ok(told(rows, after))
}

/// The notice at an entry, if it concerns the actor.
pub fn notice_at(context: &Context<'_>, place: i64) -> Result<Option<Notice>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (after, before) = (place - 1, place.checked_add(1));
    let asked = NoticesAsked { kind: None, after, before, limit: 1 };
    let rows = of_posts(context, &mut reader, &asked)?;
    Ok(told(rows, after).pop())
}

fn told(rows: Vec<NoticeRow>, read: i64) -> Vec<Notice> {
    rows.into_iter().map(|row| Notice { home: row.home, new: row.place > read, row }).collect()
}

/// From now on nothing up to an entry is new to the actor.
pub fn mark_read(context: &Context<'_>, up_to: i64) -> Result<()> {
    let head = context.store.snapshot()?.reader().journal_head()?;
    Ok(context.store.notices_mark(context.actor, up_to.clamp(0, head))?)
}
