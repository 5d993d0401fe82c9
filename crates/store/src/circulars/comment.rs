//! Comments of the public on published circulars.

use crate::{
    Reader, Work,
    batch::next_id,
    desk::owed::Waiting,
    error::{Result, StoreError},
    schema::{circular, comment, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    circulars::comment::CommentState,
    id::{CircularId, CommentId, UnitId},
    permit::{ModerateComments, Permit, ReadDesk, ReadPublished, Target, WriteComment},
    span::Span,
};

/// The most comments of a circular that its page shows.
const MOST: i64 = 500;

/// A comment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentStored {
    /// Its key.
    pub id: CommentId,
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

type Row = (i64, String, String, String, Option<String>, Option<String>);

fn read((id, body, state, written_at, reason, decided_on): Row) -> Result<CommentStored> {
    let state =
        CommentState::parse(&state).map_err(|_| StoreError::meaningless(state, "a state of a comment"))?;
    let decided_on = decided_on.as_deref().map(read_date).transpose()?;
    Ok(CommentStored { id: CommentId(id), body, state, written_at, reason, decided_on })
}

/// The columns of a comment in the order of [`Row`].
macro_rules! columns {
    () => {
        (
            comment::id,
            comment::body,
            comment::state,
            comment::written_at,
            comment::reason,
            comment::decided_on,
        )
    };
}

impl Reader<'_> {
    /// Where the organiser of a comment's circular stands, and the circular.
    pub fn locate_comment(&mut self, id: CommentId) -> Result<Option<(Target, CircularId)>> {
        let row: Option<(i64, i64, i64, i64)> = comment::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(comment::unit_id)))
            .filter(comment::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi, circular::id))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi, circular)| {
            (Target { unit: UnitId(unit), span: Span { lo, hi } }, CircularId(circular))
        }))
    }

    /// Published comments on a circular of the permit's unit, the oldest first.
    pub fn comments(&mut self, permit: &Permit<ReadPublished>, id: CircularId) -> Result<Vec<CommentStored>> {
        let rows: Vec<Row> = comment::table
            .filter(comment::circular_id.eq(id.0).and(comment::unit_id.eq(permit.unit().0)))
            .filter(comment::state.eq(CommentState::Published.key()))
            .order(comment::id.asc())
            .limit(MOST)
            .select(columns!())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// Comments on a circular of the permit's unit that nobody has decided on, the oldest first.
    pub fn comments_held(
        &mut self,
        permit: &Permit<ModerateComments>,
        id: CircularId,
    ) -> Result<Vec<CommentStored>> {
        let rows: Vec<Row> = comment::table
            .filter(comment::circular_id.eq(id.0).and(comment::unit_id.eq(permit.unit().0)))
            .filter(comment::state.eq(CommentState::Held.key()))
            .order(comment::id.asc())
            .limit(MOST)
            .select(columns!())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// A comment on a circular of the permit's unit.
    pub fn comment(&mut self, permit: &Permit<ModerateComments>, id: CommentId) -> Result<CommentStored> {
        let row: Option<Row> = comment::table
            .filter(comment::id.eq(id.0).and(comment::unit_id.eq(permit.unit().0)))
            .select(columns!())
            .first(self.connection)
            .optional()?;
        read(row.ok_or(StoreError::NotFound)?)
    }

    /// Circulars of the permit's unit with comments that wait: one line each, however many wait.
    pub fn comments_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, String, String)> = comment::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(comment::unit_id)))
            .filter(comment::unit_id.eq(permit.unit().0))
            .filter(comment::state.eq(CommentState::Held.key()))
            .order(circular::id.asc())
            .select((circular::id, circular::title, unit::code, unit::name))
            .distinct()
            .limit(20)
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title, code, name)| (id, 0, title, None, code, name)).collect())
    }
}

impl Work<'_> {
    /// Writes a comment on a circular of the permit's unit; it waits for the office.
    pub fn comment_insert(
        &mut self,
        permit: &Permit<WriteComment>,
        circular: CircularId,
        body: &str,
    ) -> Result<CommentId> {
        let at = self.at().to_string();
        let id = next_id!(self.connection, comment);
        diesel::insert_into(comment::table)
            .values((
                comment::id.eq(id),
                comment::unit_id.eq(permit.unit().0),
                comment::circular_id.eq(Some(circular.0)),
                comment::body.eq(body),
                comment::state.eq(CommentState::Held.key()),
                comment::written_at.eq(at),
            ))
            .execute(&mut *self.connection)?;
        Ok(CommentId(id))
    }

    /// Writes what was decided on a comment.
    pub fn comment_decide(
        &mut self,
        permit: &Permit<ModerateComments>,
        id: CommentId,
        state: CommentState,
        reason: Option<&str>,
    ) -> Result<()> {
        let own = comment::table.filter(comment::id.eq(id.0).and(comment::unit_id.eq(permit.unit().0)));
        let set = (
            comment::state.eq(state.key()),
            comment::reason.eq(reason),
            comment::decided_on.eq(Some(permit.on().to_string())),
            comment::decided_by.eq(permit.account().map(|account| account.0)),
        );
        let rows = diesel::update(own).set(set).execute(&mut *self.connection)?;
        if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}
