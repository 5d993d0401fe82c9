//! The library of cases, and in which sessions they were used.

use super::standing::session_stands;
use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError},
    schema::{case_study, case_use, seminar, unit},
};
use diesel::{dsl::exists, prelude::*};
use earnest_model::{
    Date,
    actor::Role,
    id::{CaseId, SeminarId},
    narrative::Narrative,
    permit::{Permit, ReadAssessments, ReadCases, RegisterCase},
    sessions::{
        case_study::{Audience, Case, CaseText, NewCase},
        seminar::CaseKind,
    },
    text::Line,
    units::unit::Tier,
};

/// A case with the unit whose office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStored {
    /// The case.
    pub case: Case,
    /// Name of the unit.
    pub unit: String,
    /// When it came in.
    pub registered_on: Date,
}

/// A session in which a case was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSession {
    /// The session.
    pub id: SeminarId,
    /// Code of its unit.
    pub code: String,
    /// Name of its unit.
    pub name: String,
    /// The day.
    pub held_on: Date,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = case_study)]
struct Row {
    id: i64,
    kind: String,
    title: String,
    source: String,
    body: String,
    sensitive: bool,
    tiers: String,
    roles: String,
    registered_on: String,
}

/// A case with the name of the unit that keeps it.
#[derive(Queryable)]
struct KeptRow {
    case: Row,
    unit: String,
}

fn read(KeptRow { case: row, unit }: KeptRow) -> Result<CaseStored> {
    let fault = |what: &'static str| {
        move |_: earnest_model::message::Message| StoreError::meaningless(what, "a case")
    };
    let tiers: Vec<i32> = serde_json::from_str(&row.tiers)
        .map_err(|_| StoreError::meaningless(row.tiers, "the tiers of a case"))?;
    let roles: Vec<String> = serde_json::from_str(&row.roles)
        .map_err(|_| StoreError::meaningless(row.roles, "the roles of a case"))?;
    let roles = roles.iter().map(|role| Role::parse(role).map_err(fault("a role"))).collect::<Result<_>>()?;
    let kind = CaseKind::parse(&row.kind).map_err(fault("a kind of case"))?;
    let text = CaseText {
        title: Line::parse(&row.title).map_err(fault("a title"))?,
        source: Line::parse(&row.source).map_err(fault("a source"))?,
        body: Narrative::parse(&row.body).map_err(fault("a story"))?,
    };
    let audience = Audience { tiers: tiers.into_iter().map(Tier).collect(), roles };
    Ok(CaseStored {
        case: Case::kept(CaseId(row.id), kind, row.sensitive, audience, text),
        unit,
        registered_on: read_date(&row.registered_on)?,
    })
}

/// A session with code and name of its unit.
#[derive(Queryable)]
struct SessionRow {
    id: i64,
    code: String,
    name: String,
    held_on: String,
}

impl TryFrom<SessionRow> for CaseSession {
    type Error = StoreError;
    fn try_from(row: SessionRow) -> Result<Self> {
        let held_on = read_date(&row.held_on)?;
        Ok(Self { id: SeminarId(row.id), code: row.code, name: row.name, held_on })
    }
}

fn write<T: serde::Serialize>(list: &[T]) -> Result<String> {
    serde_json::to_string(list).map_err(|fault| StoreError::meaningless(fault.to_string(), "an audience"))
}

impl Work<'_> {
    /// Puts a case into the library of the permit's unit.
    pub fn case_insert(&mut self, permit: &Permit<RegisterCase>, new: &NewCase) -> Result<CaseId> {
        let connection = self.under(permit);
        let id = next_id!(connection, case_study);
        let tiers: Vec<i32> = new.audience.tiers.iter().map(|tier| tier.0).collect();
        let roles: Vec<&str> = new.audience.roles.iter().map(|role| role.key()).collect();
        diesel::insert_into(case_study::table)
            .values((
                case_study::id.eq(id),
                case_study::unit_id.eq(permit.unit().0),
                case_study::kind.eq(new.kind.key()),
                case_study::title.eq(new.text.title.as_str()),
                case_study::source.eq(new.text.source.as_str()),
                case_study::body.eq(new.text.body.as_str()),
                case_study::sensitive.eq(new.sensitive),
                case_study::tiers.eq(write(&tiers)?),
                case_study::roles.eq(write(&roles)?),
                case_study::registered_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(CaseId(id))
    }
}

impl Reader<'_> {
    /// Cases of the units above the permit's unit, of itself and of those beneath, the newest first.
    pub fn cases(
        &mut self,
        permit: &Permit<ReadCases>,
        before: Option<CaseId>,
        limit: i64,
    ) -> Result<Vec<CaseStored>> {
        let span = permit.span();
        let rows: Vec<KeptRow> = case_study::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi).or(unit::lo.le(span.lo).and(unit::hi.ge(span.hi))))
            .filter(case_study::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(case_study::id.desc())
            .limit(limit)
            .select((Row::as_select(), unit::name))
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// A case that the permit's unit may know of.
    pub fn case(&mut self, permit: &Permit<ReadCases>, id: CaseId) -> Result<CaseStored> {
        let span = permit.span();
        let row: Option<KeptRow> = case_study::table
            .inner_join(unit::table)
            .filter(case_study::id.eq(id.0))
            .filter(unit::lo.between(span.lo, span.hi).or(unit::lo.le(span.lo).and(unit::hi.ge(span.hi))))
            .select((Row::as_select(), unit::name))
            .first(self.connection)
            .optional()?;
        read(row.ok_or(StoreError::NotFound)?)
    }

    /// Sessions within the permit's subtree that used a case, the newest first.
    pub fn case_sessions(
        &mut self,
        permit: &Permit<ReadAssessments>,
        id: CaseId,
    ) -> Result<Vec<CaseSession>> {
        let span = permit.span();
        let rows: Vec<SessionRow> = case_use::table
            .inner_join(seminar::table)
            .inner_join(unit::table.on(unit::id.eq(case_use::unit_id)))
            .filter(case_use::case_id.eq(id.0).and(unit::lo.between(span.lo, span.hi)))
            .filter(session_stands())
            .order(seminar::id.desc())
            .limit(1_000)
            .select((seminar::id, unit::code, unit::name, seminar::held_on))
            .load(self.connection)?;
        rows.into_iter().map(CaseSession::try_from).collect()
    }

    /// Cases of the library that the permit's session used.
    pub fn cases_of_session(
        &mut self,
        permit: &Permit<ReadAssessments, SeminarId>,
    ) -> Result<Vec<CaseStored>> {
        let own: i64 = seminar::table
            .filter(seminar::id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)))
            .count()
            .first(self.connection)?;
        if own == 0 { Err(StoreError::NotFound) } else { self.cases_used(permit.key()) }
    }

    /// Cases that a session used which somebody was shown to be allowed to see.
    pub(super) fn cases_used(&mut self, id: SeminarId) -> Result<Vec<CaseStored>> {
        let rows: Vec<KeptRow> = case_use::table
            .inner_join(case_study::table)
            .inner_join(unit::table.on(unit::id.eq(case_study::unit_id)))
            .filter(case_use::seminar_id.eq(id.0))
            .order(case_use::id.asc())
            .select((Row::as_select(), unit::name))
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// How often sessions within the permit's subtree used each case.
    pub fn case_use_counts(&mut self, permit: &Permit<ReadAssessments>) -> Result<Vec<(CaseId, i64)>> {
        let span = permit.span();
        let rows: Vec<(i64, i64)> = case_use::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(exists(
                seminar::table.filter(seminar::id.eq(case_use::seminar_id)).filter(session_stands()),
            ))
            .group_by(case_use::case_id)
            .select((case_use::case_id, diesel::dsl::count_star()))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, count)| (CaseId(id), count)).collect())
    }
}
