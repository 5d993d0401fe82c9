//! Sessions that were held.

use super::standing::session_stands;
use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, any, one},
    locate::located,
    opens::opens,
    programmes::{going::programme_in_use, listed::Listed, organiser::organiser_at},
    schema::{case_use, programme, round, seminar, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    figures::scope::OfProgramme,
    id::{CaseId, RoundId, SeminarId, UnitId},
    permit::{Permit, ReadAssessments, RecordSeminar},
    sessions::{
        exchange::Came,
        seminar::{SeminarBody, Session, SessionKind},
    },
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
    /// What became of the record.
    pub standing: RecordState,
}

/// What became of the record of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordState {
    /// It stands.
    Stands,
    /// It is what the record of another key said until it was corrected.
    Corrected {
        /// The day.
        on: Date,
        /// Why.
        reason: String,
        /// The record as it stands now.
        stands: SeminarId,
    },
    /// It was taken back.
    Withdrawn {
        /// The day.
        on: Date,
        /// Why.
        reason: String,
    },
}

impl RecordState {
    /// Whether it stands.
    pub fn stands(&self) -> bool {
        *self == Self::Stands
    }
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
    /// Whether whoever was first responsible on its day came, if the record says it.
    pub lead: Option<Came>,
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
    ended_on: Option<String>,
    stands_id: Option<i64>,
    reason: Option<String>,
}

impl SeminarRow {
    fn standing(&self) -> Result<RecordState> {
        let Some(on) = self.ended_on.as_deref() else { return Ok(RecordState::Stands) };
        let (on, reason) = (read_date(on)?, self.reason.clone().unwrap_or_default());
        Ok(match self.stands_id {
            Some(stands) => RecordState::Corrected { on, reason, stands: SeminarId(stands) },
            None => RecordState::Withdrawn { on, reason },
        })
    }

    /// With code and name of its unit.
    pub(super) fn held(self, code: String, name: String) -> Result<SeminarHeld> {
        let round = self.round_id.map(RoundId);
        let standing = self.standing()?;
        let (id, unit, session) = self.read()?;
        Ok(SeminarHeld { id, round, unit, code, name, session, standing })
    }

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
        row.seminar.held(row.code, row.name)
    }
}

/// Whether whoever was first responsible came on the day, and since when it is said that it was made up.
pub(super) fn lead_columns(lead: Option<Came>, today: &str) -> (Option<&'static str>, Option<&str>) {
    match lead {
        Some(Came::MadeUp) => (Some(Came::Absent.key()), Some(today)),
        lead => (lead.map(Came::key), None),
    }
}

/// Whose acts a session is among, where its round does not say it: those of whom it was said of when it was entered, `known`;
/// else those of the nearest unit at or above its place that had begun a programme by the day.
pub(super) fn organiser_of(
    connection: &mut AnyConnection,
    round: Option<RoundId>,
    known: Option<i64>,
    (place, day): (Span, Date),
) -> Result<Option<i64>> {
    match (round, known) {
        (Some(_), _) => Ok(None),
        (None, Some(known)) => Ok(Some(known)),
        (None, None) => organiser_at(connection, place, day),
    }
}

/// The record as it is kept.
pub(super) fn written(body: &SeminarBody) -> Result<String> {
    serde_json::to_string(body)
        .map_err(|fault| StoreError::meaningless(fault.to_string(), "the record of a session"))
}

/// Writes which cases a session of a unit used.
pub(super) fn cases_insert(
    connection: &mut AnyConnection,
    (seminar, unit): (i64, i64),
    cases: &[CaseId],
) -> Result<()> {
    for case in cases {
        let use_id = next_id!(connection, case_use);
        diesel::insert_into(case_use::table)
            .values((
                case_use::id.eq(use_id),
                case_use::case_id.eq(case.0),
                case_use::seminar_id.eq(seminar),
                case_use::unit_id.eq(unit),
            ))
            .execute(connection)?;
    }
    Ok(())
}

impl Work<'_> {
    /// Writes the record of the permit's session, which stands, anew after a make-up; `lead` is whether whoever was first
    /// responsible came, from today on.
    pub fn seminar_body_write(
        &mut self,
        permit: &Permit<RecordSeminar, SeminarId>,
        (body, lead): (&SeminarBody, Option<Came>),
    ) -> Result<()> {
        let body = written(body)?;
        let (id, unit) = (permit.key().0, permit.unit().0);
        let own = || {
            seminar::table.filter(seminar::id.eq(id).and(seminar::unit_id.eq(unit))).filter(session_stands())
        };
        let today = permit.on().to_string();
        let connection = self.under(permit);
        one(diesel::update(own()).set(seminar::body.eq(body)).execute(connection)?)?;
        if lead == Some(Came::MadeUp) {
            let first = own().filter(seminar::lead_made_up_on.is_null());
            // Of a make-up that was noted before, the first day stays.
            any(diesel::update(first).set(seminar::lead_made_up_on.eq(today)).execute(connection)?);
        }
        Ok(())
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
        let body = written(&session.body)?;
        let organiser = organiser_of(connection, new.round, None, (permit.span(), permit.on()))?;
        let today = permit.on().to_string();
        let (lead_came, lead_made_up_on) = lead_columns(new.lead, &today);
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
                seminar::entered_on.eq(&today),
                seminar::lead_came.eq(lead_came),
                seminar::lead_made_up_on.eq(lead_made_up_on),
                seminar::organiser_id.eq(organiser),
            ))
            .execute(connection)?;
        cases_insert(connection, (id, permit.unit().0), new.cases)?;
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

    /// Whether the permit's unit recorded a session of a round, kind and day already, another one than `but`.
    pub fn session_like<K: Copy>(
        &mut self,
        permit: &Permit<RecordSeminar, K>,
        (round, kind, held_on): (Option<RoundId>, SessionKind, Date),
        but: Option<SeminarId>,
    ) -> Result<bool> {
        let mut query = seminar::table
            .filter(seminar::unit_id.eq(permit.unit().0).and(seminar::kind.eq(kind.key())))
            .filter(seminar::held_on.eq(held_on.to_string()).and(session_stands()))
            .filter(seminar::id.ne(but.map_or(-1, |id| id.0)))
            .count()
            .into_boxed();
        query = match round {
            Some(round) => query.filter(seminar::round_id.eq(round.0)),
            None => query.filter(seminar::round_id.is_null()),
        };
        let like: i64 = query.get_result(self.connection)?;
        Ok(like > 0)
    }

    /// Sessions within the permit's subtree, newest first, before the key `before`; each as it stands now, withdrawn ones too.
    pub fn seminars(
        &mut self,
        permit: &Permit<ReadAssessments>,
        of: Listed,
        before: Option<SeminarId>,
        limit: i64,
    ) -> Result<Vec<SeminarHeld>> {
        let span = permit.span();
        let query = seminar::table
            .inner_join(unit::table)
            .left_join(round::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(seminar::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .filter(seminar::stands_id.is_null())
            .into_boxed();
        // A session may be of no round.
        let query = match of {
            Listed::InUse => {
                let in_use = programme::table.filter(programme_in_use()).select(programme::id.nullable());
                let in_use = round::programme_id.nullable().eq_any(in_use);
                query.filter(seminar::round_id.is_null().nullable().or(in_use))
            }
            Listed::Round(id) => query.filter(seminar::round_id.eq(Some(id.0))),
            Listed::Of(OfProgramme::All) => query,
            Listed::Of(OfProgramme::This(id)) => query.filter(round::programme_id.nullable().eq(Some(id.0))),
            Listed::Of(OfProgramme::None) => query.filter(seminar::round_id.is_null()),
        };
        let rows: Vec<HeldRow> = query
            .order(seminar::id.desc())
            .limit(limit)
            .select((SeminarRow::as_select(), unit::code, unit::name))
            .load(self.connection)?;
        rows.into_iter().map(SeminarHeld::try_from).collect()
    }
}
