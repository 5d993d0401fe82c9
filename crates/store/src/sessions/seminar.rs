//! Sessions that were held.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{seminar, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{RoundId, SeminarId, UnitId},
    permit::{Permit, ReadAssessments, RecordSeminar, Target},
    sessions::seminar::{SeminarBody, Session, SessionKind},
    span::Span,
};

/// A session as it is stored, with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeminarHeld {
    /// Its key.
    pub id: SeminarId,
    /// Its round, if it belongs to one.
    pub round: Option<RoundId>,
    /// The unit.
    pub unit: UnitId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What was recorded.
    pub session: Session,
}

type Row = (i64, Option<i64>, i64, String, String, String, String, i32, i32, i32, String);

fn read(row: Row) -> Result<SeminarHeld> {
    let (id, round, unit, code, name, kind, held_on, minutes, present, expected, body) = row;
    let body: SeminarBody =
        serde_json::from_str(&body).map_err(|_| StoreError::meaningless(body, "the record of a session"))?;
    let kind = SessionKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of session"))?;
    let held_on = crate::units::unit::read_date(&held_on)?;
    let session = Session { kind, held_on, minutes, present, expected, body };
    Ok(SeminarHeld { id: SeminarId(id), round: round.map(RoundId), unit: UnitId(unit), code, name, session })
}

impl Work<'_> {
    /// Writes the record of a session of the permit's unit anew.
    pub fn seminar_body_write(
        &mut self,
        permit: &Permit<RecordSeminar>,
        id: SeminarId,
        body: &SeminarBody,
    ) -> Result<()> {
        let body = serde_json::to_string(body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "the record of a session"))?;
        let own = seminar::table.filter(seminar::id.eq(id.0).and(seminar::unit_id.eq(permit.unit().0)));
        diesel::update(own).set(seminar::body.eq(body)).execute(&mut *self.connection)?;
        Ok(())
    }

    /// Writes a session of the permit's unit.
    pub fn seminar_insert(
        &mut self,
        permit: &Permit<RecordSeminar>,
        round: Option<RoundId>,
        session: &Session,
    ) -> Result<SeminarId> {
        let at = self.at().to_string();
        let id = next_id!(self.connection, seminar);
        let body = serde_json::to_string(&session.body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "the record of a session"))?;
        diesel::insert_into(seminar::table)
            .values((
                seminar::id.eq(id),
                seminar::round_id.eq(round.map(|round| round.0)),
                seminar::unit_id.eq(permit.unit().0),
                seminar::kind.eq(session.kind.key()),
                seminar::held_on.eq(session.held_on.to_string()),
                seminar::minutes.eq(session.minutes),
                seminar::present.eq(session.present),
                seminar::expected.eq(session.expected),
                seminar::body.eq(body),
                seminar::recorded_at.eq(at),
                seminar::entered_on.eq(permit.on().to_string()),
            ))
            .execute(&mut *self.connection)?;
        Ok(SeminarId(id))
    }
}

/// The columns of a session in the order of [`Row`].
macro_rules! columns {
    () => {
        (
            seminar::id,
            seminar::round_id,
            seminar::unit_id,
            unit::code,
            unit::name,
            seminar::kind,
            seminar::held_on,
            seminar::minutes,
            seminar::present,
            seminar::expected,
            seminar::body,
        )
    };
}

impl Reader<'_> {
    /// Where the unit of a session stands, to ask for a permit.
    pub fn locate_session(&mut self, id: SeminarId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// A session of the permit's unit.
    pub fn session_held(&mut self, permit: &Permit<RecordSeminar>, id: SeminarId) -> Result<SeminarHeld> {
        let row: Option<Row> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::id.eq(id.0).and(seminar::unit_id.eq(permit.unit().0)))
            .select(columns!())
            .first(self.connection)
            .optional()?;
        row.map_or(Err(StoreError::NotFound), read)
    }

    /// A session of the permit's unit.
    pub fn seminar(&mut self, permit: &Permit<ReadAssessments>, id: SeminarId) -> Result<SeminarHeld> {
        let own: i64 = seminar::table
            .filter(seminar::id.eq(id.0).and(seminar::unit_id.eq(permit.unit().0)))
            .count()
            .first(self.connection)?;
        if own == 0 { Err(StoreError::NotFound) } else { self.seminar_of(id) }
    }

    pub(crate) fn seminar_of(&mut self, id: SeminarId) -> Result<SeminarHeld> {
        let row: Option<Row> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::id.eq(id.0))
            .select(columns!())
            .first(self.connection)
            .optional()?;
        read(row.ok_or(StoreError::NotFound)?)
    }

    /// Sessions within the permit's subtree, newest first, before the key `before`.
    pub fn seminars(
        &mut self,
        permit: &Permit<ReadAssessments>,
        before: Option<SeminarId>,
        limit: i64,
    ) -> Result<Vec<SeminarHeld>> {
        let span = permit.span();
        let rows: Vec<Row> = seminar::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(seminar::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(seminar::id.desc())
            .limit(limit)
            .select(columns!())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }
}
