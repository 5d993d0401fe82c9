//! Comments of the public on published circulars.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    schema::{circular, comment, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    circulars::comment::CommentState,
    id::{CircularId, CommentId},
    permit::{ModerateComments, Permit, ReadDesk, ReadPublished, WriteComment},
};

/// The most comments of a circular that its page shows.
const MOST: i64 = 500;

/// A comment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentStored {
    /// Its key.
    pub id: CommentId,
    /// The circular that it is on.
    pub circular: CircularId,
    /// What was written.
    pub body: String,
    /// How far it has come.
    pub state: CommentState,
    /// When it was written (RFC 3339, UTC).
    pub written_at: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// When it was decided.
    pub decided_on: Option<Date>,
}

located!(CommentId, |id| comment::table
    .inner_join(unit::table.on(unit::id.eq(comment::unit_id)))
    .filter(comment::id.eq(id))
    .select((unit::id, unit::lo, unit::hi)));

#[derive(Queryable, Selectable)]
#[diesel(table_name = comment)]
struct Row {
    id: i64,
    circular_id: Option<i64>,
    body: String,
    state: String,
    written_at: String,
    reason: Option<String>,
    decided_on: Option<String>,
}

impl TryFrom<Row> for CommentStored {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: CommentId(row.id),
            circular: row.circular_id.map(CircularId).ok_or(StoreError::NotFound)?,
            body: row.body,
            state: CommentState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a comment"))?,
            written_at: row.written_at,
            reason: row.reason,
            decided_on: row.decided_on.as_deref().map(read_date).transpose()?,
        })
    }
}

/// Comments that everybody reads.
#[diesel::dsl::auto_type(no_type_alias)]
fn comment_published() -> _ {
    let published: &'static str = CommentState::Published.key();
    comment::state.eq(published)
}

/// Comments that wait for the office.
#[diesel::dsl::auto_type(no_type_alias)]
fn comment_held() -> _ {
    let held: &'static str = CommentState::Held.key();
    comment::state.eq(held)
}

impl Reader<'_> {
    /// Published comments on the permit's circular, the oldest first.
    pub fn comments(&mut self, permit: &Permit<ReadPublished, CircularId>) -> Result<Vec<CommentStored>> {
        let rows: Vec<Row> = comment::table
            .filter(comment::circular_id.eq(permit.key().0).and(comment::unit_id.eq(permit.unit().0)))
            .filter(comment_published())
            .order(comment::id.asc())
            .limit(MOST)
            .select(Row::as_select())
            .load(self.connection)?;
        rows.into_iter().map(CommentStored::try_from).collect()
    }

    /// Comments on the permit's circular that nobody has decided on, the oldest first.
    pub fn comments_held(
        &mut self,
        permit: &Permit<ModerateComments, CircularId>,
    ) -> Result<Vec<CommentStored>> {
        let rows: Vec<Row> = comment::table
            .filter(comment::circular_id.eq(permit.key().0).and(comment::unit_id.eq(permit.unit().0)))
            .filter(comment_held())
            .order(comment::id.asc())
            .limit(MOST)
            .select(Row::as_select())
            .load(self.connection)?;
        rows.into_iter().map(CommentStored::try_from).collect()
    }

    /// The permit's comment, once it is published.
    pub fn comment_published(&mut self, permit: &Permit<ReadPublished, CommentId>) -> Result<CommentStored> {
        let row: Option<Row> = comment::table
            .filter(comment::id.eq(permit.key().0).and(comment::unit_id.eq(permit.unit().0)))
            .filter(comment_published())
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The permit's comment.
    pub fn comment(&mut self, permit: &Permit<ModerateComments, CommentId>) -> Result<CommentStored> {
        let row: Option<Row> = comment::table
            .filter(comment::id.eq(permit.key().0).and(comment::unit_id.eq(permit.unit().0)))
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Circulars of the permit's unit with comments that wait: one line each, however many wait.
    pub fn comments_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = comment::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(comment::unit_id)))
            .filter(comment::unit_id.eq(permit.unit().0))
            .filter(comment_held())
            .order(circular::id.asc())
            .select((
                circular::id,
                no_number(),
                circular::title.nullable(),
                no_words(),
                no_words(),
                unit::code,
                unit::name,
            ))
            .distinct();
        backlog(self.connection, query, most)
    }
}

impl Work<'_> {
    /// Writes a comment on the permit's circular; it waits for the office.
    pub fn comment_insert(
        &mut self,
        permit: &Permit<WriteComment, CircularId>,
        body: &str,
    ) -> Result<CommentId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let id = next_id!(connection, comment);
        diesel::insert_into(comment::table)
            .values((
                comment::id.eq(id),
                comment::unit_id.eq(permit.unit().0),
                comment::circular_id.eq(Some(permit.key().0)),
                comment::body.eq(body),
                comment::state.eq(CommentState::Held.key()),
                comment::written_at.eq(at),
            ))
            .execute(connection)?;
        Ok(CommentId(id))
    }

    /// Writes what was decided on the permit's comment; it is decided once.
    pub fn comment_decide(
        &mut self,
        permit: &Permit<ModerateComments, CommentId>,
        state: CommentState,
        reason: Option<&str>,
    ) -> Result<()> {
        let own = comment::table
            .filter(comment::id.eq(permit.key().0).and(comment::unit_id.eq(permit.unit().0)))
            .filter(comment_held());
        let set = (
            comment::state.eq(state.key()),
            comment::reason.eq(reason),
            comment::decided_on.eq(Some(permit.on().to_string())),
            comment::decided_by.eq(permit.account().map(|account| account.0)),
        );
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }
}
