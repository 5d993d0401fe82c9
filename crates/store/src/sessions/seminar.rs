//! Sessions that were held.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    opens::opens,
    schema::{case_use, seminar, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{CaseId, RoundId, SeminarId, UnitId},
    permit::{Permit, ReadAssessments, RecordSeminar},
    sessions::seminar::{SeminarBody, Session, SessionKind},
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

/// A session to write, with what belongs to it.
#[derive(Debug, Clone, Copy)]
pub struct NewSeminar<'a> {
    /// The round that it belongs to; a lecture may belong to none.
    pub round: Option<RoundId>,
    /// What was recorded.
    pub session: &'a Session,
    /// Cases of the library that it used.
    pub cases: &'a [CaseId],
}

located!(SeminarId, seminar);

opens! {
    /// What shows a session: reading it, and recording a make-up of it.
    OpensSeminar: ReadAssessments, RecordSeminar
}

/// A session as it is selected.
#[derive(Queryable, Selectable)]
#[diesel(table_name = seminar)]
pub(super) struct SeminarRow {
    id: i64,
    round_id: Option<i64>,
    unit_id: i64,
    kind: String,
    held_on: String,
    minutes: i32,
    present: i32,
    expected: i32,
    body: String,
}

impl SeminarRow {
    pub(super) fn read(self) -> Result<(SeminarId, UnitId, Session)> {
        let body: SeminarBody = serde_json::from_str(&self.body)
            .map_err(|_| StoreError::meaningless(self.body, "the record of a session"))?;
        let kind = SessionKind::parse(&self.kind)
            .map_err(|_| StoreError::meaningless(self.kind, "a kind of session"))?;
        let session = Session {
            kind,
            held_on: read_date(&self.held_on)?,
            minutes: self.minutes,
            present: self.present,
            expected: self.expected,
            body,
        };
        Ok((SeminarId(self.id), UnitId(self.unit_id), session))
    }
}

/// A session with code and name of its unit.
#[derive(Queryable)]
struct HeldRow {
    seminar: SeminarRow,
    code: String,
    name: String,
}

impl TryFrom<HeldRow> for SeminarHeld {
    type Error = StoreError;
    fn try_from(row: HeldRow) -> Result<Self> {
        let round = row.seminar.round_id.map(RoundId);
        let (id, unit, session) = row.seminar.read()?;
        Ok(Self { id, round, unit, code: row.code, name: row.name, session })
    }
}

impl Work<'_> {
    /// Writes the record of the permit's session anew.
    pub fn seminar_body_write(
        &mut self,
        permit: &Permit<RecordSeminar, SeminarId>,
        body: &SeminarBody,
    ) -> Result<()> {
        let body = serde_json::to_string(body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "the record of a session"))?;
        let own =
            seminar::table.filter(seminar::id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)));
        one(diesel::update(own).set(seminar::body.eq(body)).execute(self.under(permit))?)
    }

    /// Writes a session of the permit's unit and which cases it used.
    pub fn seminar_insert(
        &mut self,
        permit: &Permit<RecordSeminar>,
        new: &NewSeminar<'_>,
    ) -> Result<SeminarId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let id = next_id!(connection, seminar);
        let session = new.session;
        let body = serde_json::to_string(&session.body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "the record of a session"))?;
        diesel::insert_into(seminar::table)
            .values((
                seminar::id.eq(id),
                seminar::round_id.eq(new.round.map(|round| round.0)),
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
            .execute(connection)?;
        for case in new.cases {
            let use_id = next_id!(connection, case_use);
            diesel::insert_into(case_use::table)
                .values((
                    case_use::id.eq(use_id),
                    case_use::case_id.eq(case.0),
                    case_use::seminar_id.eq(id),
                    case_use::unit_id.eq(permit.unit().0),
                ))
                .execute(connection)?;
        }
        Ok(SeminarId(id))
    }
}

impl Reader<'_> {
    /// The permit's session.
    pub fn seminar<A: OpensSeminar>(&mut self, permit: &Permit<A, SeminarId>) -> Result<SeminarHeld> {
        let row: Option<HeldRow> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)))
            .select((SeminarRow::as_select(), unit::code, unit::name))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// A session that somebody was shown to be allowed to see.
    pub(super) fn seminar_of(&mut self, id: SeminarId) -> Result<SeminarHeld> {
        let row: Option<HeldRow> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::id.eq(id.0))
            .select((SeminarRow::as_select(), unit::code, unit::name))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Whether the permit's unit recorded a session of a round, kind and day already.
    pub fn session_like(
        &mut self,
        permit: &Permit<RecordSeminar>,
        (round, kind, held_on): (Option<RoundId>, SessionKind, Date),
    ) -> Result<bool> {
        let mut query = seminar::table
            .filter(seminar::unit_id.eq(permit.unit().0).and(seminar::kind.eq(kind.key())))
            .filter(seminar::held_on.eq(held_on.to_string()))
            .count()
            .into_boxed();
        query = match round {
            Some(round) => query.filter(seminar::round_id.eq(round.0)),
            None => query.filter(seminar::round_id.is_null()),
        };
        let like: i64 = query.get_result(self.connection)?;
        Ok(like > 0)
    }

    /// Sessions within the permit's subtree, newest first, before the key `before`.
    pub fn seminars(
        &mut self,
        permit: &Permit<ReadAssessments>,
        before: Option<SeminarId>,
        limit: i64,
    ) -> Result<Vec<SeminarHeld>> {
        let span = permit.span();
        let rows: Vec<HeldRow> = seminar::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(seminar::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(seminar::id.desc())
            .limit(limit)
            .select((SeminarRow::as_select(), unit::code, unit::name))
            .load(self.connection)?;
        rows.into_iter().map(SeminarHeld::try_from).collect()
    }
}
