//! What visits left: items with their answers, and the sealed notes of interviews.

use crate::{
    Reader, Work,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    schema::{account, interview, interview_note, tour, unit, visit, visit_item},
    visits::{
        item_kinds::{item_asks, item_not_taken_up, item_of_help, item_of_the_unit},
        state::visit_made,
        written::Written,
    },
    waiting::{Backlog, backlog, no_number},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{UnitId, VisitId, VisitItemId},
    permit::{
        GiveHelp, Permit, ReadAllInterviewNotes, ReadDesk, ReadInterviewNotes, ReadVisits, ReplyToVisit,
    },
    record::{Key, OtherSide},
    text::Prose,
    visits::{
        tour::VisitState,
        visit::{ItemKind, NewInterview},
    },
};

/// What a visit left and waits for an answer, or has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// Its key.
    pub id: VisitItemId,
    /// The visit.
    pub visit: VisitId,
    /// The day of the visit.
    pub visited_on: Date,
    /// Word of the kind.
    pub kind: String,
    /// What it says.
    pub body: String,
    /// When an answer is due.
    pub due_on: Option<Date>,
    /// The answer.
    pub reply: Option<String>,
}

#[derive(Queryable)]
struct OpenItemRow {
    id: i64,
    visit: i64,
    visited_on: String,
    kind: String,
    body: String,
    due_on: Option<String>,
    reply: Option<String>,
}

impl TryFrom<OpenItemRow> for OpenItem {
    type Error = StoreError;
    fn try_from(row: OpenItemRow) -> Result<Self> {
        Ok(Self {
            id: VisitItemId(row.id),
            visit: VisitId(row.visit),
            visited_on: read_date(&row.visited_on)?,
            kind: row.kind,
            body: row.body,
            due_on: row.due_on.as_deref().map(read_date).transpose()?,
            reply: row.reply,
        })
    }
}

located!(VisitItemId, visit_item);

/// Items that stand by themselves; a check of a measure belongs to the measure, and how far something has come is no matter left.
#[diesel::dsl::auto_type(no_type_alias)]
fn item_of_its_own() -> _ {
    let others: Vec<&'static str> = vec![ItemKind::Check.key(), ItemKind::Progress.key()];
    visit_item::kind.ne_all(others).and(visit_item::withdrawn_on.is_null())
}

/// When something was answered, and by whom.
type AnsweredRow = (Option<String>, Option<String>);

fn answered(row: Option<AnsweredRow>) -> Result<Option<(Date, String)>> {
    let (Some(day), by) = row.ok_or(StoreError::NotFound)? else { return Ok(None) };
    Ok(Some((read_date(&day)?, by.unwrap_or_default())))
}

/// Seals what was said in interviews; `first` is the key of the first interview of the visit.
pub(crate) fn notes_insert(
    connection: &mut AnyConnection,
    first: i64,
    written: Written<'_>,
    held: &[NewInterview],
) -> Result<()> {
    let noted = (first..).zip(held).filter_map(|(id, held)| Some((id, held.note.as_ref()?)));
    for (id, note) in noted {
        let author = written.author.ok_or(StoreError::NotFound)?;
        diesel::insert_into(interview_note::table)
            .values((
                interview_note::interview_id.eq(id),
                interview_note::author_id.eq(author.0),
                interview_note::body.eq(note.as_str()),
                interview_note::written_at.eq(written.at),
            ))
            .execute(connection)?;
    }
    Ok(())
}

impl Work<'_> {
    /// Writes the answer of the visited unit to the permit's item, once.
    pub fn item_reply(&mut self, permit: &Permit<ReplyToVisit, VisitItemId>, reply: &Prose) -> Result<()> {
        let open = visit_item::table
            .filter(visit_item::id.eq(permit.key().0).and(visit_item::unit_id.eq(permit.unit().0)))
            .filter(visit_item::replied_on.is_null().and(item_of_the_unit()));
        let changed = diesel::update(open)
            .set((
                visit_item::replied_on.eq(permit.on().to_string()),
                visit_item::reply.eq(reply.as_str()),
                visit_item::replied_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(self.under(permit))?;
        one(changed)
    }
}

/// The sealed notes of a visit that a unit sent.
#[diesel::dsl::auto_type(no_type_alias)]
fn notes_of(visit: OtherSide<VisitId>, sender: UnitId) -> _ {
    let visit_number: i64 = visit.number();
    let sender_number: i64 = sender.0;
    interview_note::table
        .inner_join(interview::table.inner_join(visit::table.inner_join(tour::table)))
        .filter(interview::visit_id.eq(visit_number).and(tour::organiser_id.eq(sender_number)))
        .filter(interview::withdrawn_on.is_null())
        .order(interview::id.asc())
        .select((interview::id, interview_note::body))
}

impl Reader<'_> {
    /// Whether the record of the visit that left the permit's item was withdrawn.
    pub fn item_withdrawn(&mut self, permit: &Permit<ReplyToVisit, VisitItemId>) -> Result<bool> {
        let state: String = visit_item::table
            .inner_join(visit::table)
            .filter(visit_item::id.eq(permit.key().0).and(visit_item::unit_id.eq(permit.unit().0)))
            .select(visit::state)
            .first(self.connection)?;
        Ok(state == VisitState::Withdrawn.key())
    }

    /// The visit that left the permit's item.
    pub fn visit_of_item(&mut self, permit: &Permit<ReadVisits, VisitItemId>) -> Result<VisitId> {
        let own = visit_item::id.eq(permit.key().0).and(visit_item::unit_id.eq(permit.unit().0));
        let visit: Option<i64> = visit_item::table
            .inner_join(visit::table)
            .filter(own.and(visit_made()))
            .select(visit::id)
            .first(self.connection)
            .optional()?;
        visit.map(VisitId).ok_or(StoreError::NotFound)
    }

    /// When an item of the permit's unit was answered, and by whom, by role title.
    pub fn item_answered(
        &mut self,
        permit: &Permit<ReplyToVisit, VisitItemId>,
    ) -> Result<Option<(Date, String)>> {
        let own = visit_item::id.eq(permit.key().0).and(visit_item::unit_id.eq(permit.unit().0));
        let row: Option<AnsweredRow> = visit_item::table
            .left_join(account::table.on(account::id.nullable().eq(visit_item::replied_by)))
            .filter(own.and(item_of_the_unit()))
            .select((visit_item::replied_on, account::title.nullable()))
            .first(self.connection)
            .optional()?;
        answered(row)
    }

    /// When help that the permit's visit offered was given, and by whom, by role title.
    pub fn help_given(
        &mut self,
        permit: &Permit<GiveHelp, OtherSide<VisitId>>,
        item: VisitItemId,
    ) -> Result<Option<(Date, String)>> {
        let row: Option<AnsweredRow> = visit_item::table
            .inner_join(visit::table.inner_join(tour::table))
            .left_join(account::table.on(account::id.nullable().eq(visit_item::replied_by)))
            .filter(visit_item::id.eq(item.0).and(visit::id.eq(permit.key().number())))
            .filter(tour::organiser_id.eq(permit.unit().0).and(item_of_help()))
            .select((visit_item::replied_on, account::title.nullable()))
            .first(self.connection)
            .optional()?;
        answered(row)
    }

    /// What earlier visits left at the permit's unit and what became of it: unanswered items first, then the latest
    /// answered ones.
    pub fn items_of_unit(&mut self, permit: &Permit<ReadVisits>, limit: i64) -> Result<Vec<OpenItem>> {
        let rows: Vec<OpenItemRow> = visit_item::table
            .inner_join(visit::table)
            .filter(visit_item::unit_id.eq(permit.unit().0))
            .filter(item_of_its_own().and(visit_made()))
            .order((
                visit_item::replied_on.is_not_null().asc(),
                visit::visited_on.desc(),
                visit_item::id.asc(),
            ))
            .limit(limit)
            .select((
                visit_item::id,
                visit::id,
                visit::visited_on,
                visit_item::kind,
                visit_item::body,
                visit_item::reply_due_on,
                visit_item::reply,
            ))
            .load(self.connection)?;
        rows.into_iter().map(OpenItem::try_from).collect()
    }

    /// The sealed notes of the interviews of the permit's visit, whoever wrote them, for the unit that sent it.
    pub fn all_interview_notes(
        &mut self,
        permit: &Permit<ReadAllInterviewNotes, OtherSide<VisitId>>,
    ) -> Result<Vec<(i64, String)>> {
        Ok(notes_of(permit.key(), permit.unit()).load(self.connection)?)
    }

    /// Those that the permit's holder wrote.
    pub fn own_interview_notes(
        &mut self,
        permit: &Permit<ReadInterviewNotes, OtherSide<VisitId>>,
    ) -> Result<Vec<(i64, String)>> {
        let own = permit.account().map_or(0, |account| account.0);
        Ok(notes_of(permit.key(), permit.unit())
            .filter(interview_note::author_id.eq(own))
            .load(self.connection)?)
    }

    /// What visits left at the permit's unit and what waits for its answer, what is due first before the others.
    pub fn items_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = visit_item::table
            .inner_join(visit::table)
            .inner_join(unit::table.on(unit::id.eq(visit_item::unit_id)))
            .filter(visit_item::unit_id.eq(permit.unit().0).and(visit_made()))
            .filter(visit_item::replied_on.is_null().and(item_of_the_unit()))
            .filter(item_asks().and(item_not_taken_up()))
            .order((
                visit_item::reply_due_on.is_null().asc(),
                visit_item::reply_due_on.asc(),
                visit_item::id.asc(),
            ))
            .select((
                visit_item::id,
                no_number(),
                visit_item::kind.nullable(),
                visit_item::body.nullable(),
                visit_item::reply_due_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}
