//! Sessions that are held up as examples, with their plans and minutes, for the units of their rounds.

use super::standing::session_stands;
use crate::{
    CaseStored, Reader, SeminarHeld, Work,
    day::read_date,
    error::{Result, StoreError},
    programmes::listed::{Listed, listed},
    schema::{exemplar, plan, round, seminar, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    figures::scope::OfProgramme,
    id::SeminarId,
    permit::{MarkExemplar, Permit, ReadAssessments, ReadExemplars},
    plans::plan::PlanBody,
};

/// A session that is held up as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemplar {
    /// The session.
    pub seminar: SeminarId,
    /// Number of the round.
    pub round: i32,
    /// Topic of the round.
    pub topic: String,
    /// Name of the unit that held it.
    pub unit: String,
    /// The day.
    pub held_on: Date,
    /// Why it is an example.
    pub reason: String,
}

#[derive(Queryable)]
struct ExemplarRow {
    id: i64,
    round: i32,
    topic: String,
    unit: String,
    held_on: String,
    reason: String,
}

impl TryFrom<ExemplarRow> for Exemplar {
    type Error = StoreError;
    fn try_from(row: ExemplarRow) -> Result<Self> {
        Ok(Self {
            seminar: SeminarId(row.id),
            round: row.round,
            topic: row.topic,
            unit: row.unit,
            held_on: read_date(&row.held_on)?,
            reason: row.reason,
        })
    }
}

impl Reader<'_> {
    /// Why the permit's session is held up as an example, if it is.
    pub fn exemplar_reason(&mut self, permit: &Permit<ReadAssessments, SeminarId>) -> Result<Option<String>> {
        Ok(exemplar::table
            .inner_join(seminar::table.on(seminar::id.eq(exemplar::id)))
            .filter(exemplar::id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)))
            .select(exemplar::reason)
            .first(self.connection)
            .optional()?)
    }

    /// Examples of the rounds whose organiser stands at or above the permit's unit, the newest first: from the one after `before`
    /// on, at most `limit`.
    pub fn exemplars(
        &mut self,
        permit: &Permit<ReadExemplars>,
        of: Listed,
        (before, limit): (Option<SeminarId>, i64),
    ) -> Result<Vec<Exemplar>> {
        self.exemplars_within(permit, of, (1, before.map_or(i64::MAX, |id| id.0 - 1), limit))
    }

    /// One of them.
    pub fn exemplar(&mut self, permit: &Permit<ReadExemplars>, id: SeminarId) -> Result<Exemplar> {
        let found = self.exemplars_within(permit, Listed::Of(OfProgramme::All), (id.0, id.0, 1))?;
        found.into_iter().next().ok_or(StoreError::NotFound)
    }

    fn exemplars_within(
        &mut self,
        permit: &Permit<ReadExemplars>,
        of: Listed,
        (first, last, limit): (i64, i64, i64),
    ) -> Result<Vec<Exemplar>> {
        let span = permit.span();
        let organiser = diesel::alias!(unit as organiser);
        let query = exemplar::table
            .inner_join(seminar::table.on(seminar::id.eq(exemplar::id)))
            .inner_join(round::table.on(seminar::round_id.eq(round::id.nullable())))
            .inner_join(unit::table.on(unit::id.eq(seminar::unit_id)))
            .inner_join(organiser.on(organiser.field(unit::id).eq(round::organiser_id)))
            .filter(organiser.field(unit::lo).le(span.lo).and(organiser.field(unit::hi).ge(span.hi)))
            .filter(session_stands())
            .filter(exemplar::id.between(first, last))
            .into_boxed();
        let rows: Vec<ExemplarRow> = listed!(query, of)
            .order(exemplar::id.desc())
            .limit(limit)
            .select((
                exemplar::id,
                round::number,
                round::topic,
                unit::name,
                seminar::held_on,
                exemplar::reason,
            ))
            .load(self.connection)?;
        rows.into_iter().map(Exemplar::try_from).collect()
    }

    /// Refuses a session that is none of the examples that [`Reader::exemplars`] lists.
    pub(crate) fn check_exemplar(&mut self, permit: &Permit<ReadExemplars>, id: SeminarId) -> Result<()> {
        self.exemplar(permit, id).map(|_| ())
    }

    /// The record of an example that [`Reader::exemplars`] lists: the session, the unit's latest plan, the cases used.
    pub fn exemplar_record(
        &mut self,
        permit: &Permit<ReadExemplars>,
        id: SeminarId,
    ) -> Result<(SeminarHeld, Option<PlanBody>, Vec<CaseStored>)> {
        self.check_exemplar(permit, id)?;
        let held = self.seminar_of(id)?;
        let body: Option<String> = plan::table
            .inner_join(seminar::table.on(seminar::unit_id.eq(plan::unit_id)))
            .filter(seminar::id.eq(id.0).and(seminar::round_id.eq(plan::round_id.nullable())))
            .filter(plan::latest.eq(true))
            .select(plan::body)
            .first(self.connection)
            .optional()?;
        let plan =
            body.map(|body| serde_json::from_str(&body).map_err(|_| StoreError::meaningless(body, "a plan")));
        Ok((held, plan.transpose()?, self.cases_used(id)?))
    }
}

impl Work<'_> {
    /// Holds the permit's session up as an example, or ends that.
    pub fn exemplar_write(
        &mut self,
        permit: &Permit<MarkExemplar, SeminarId>,
        reason: Option<&str>,
    ) -> Result<()> {
        let id = permit.key().0;
        let connection = self.under(permit);
        let own = seminar::table.filter(seminar::id.eq(id).and(seminar::unit_id.eq(permit.unit().0)));
        if own.count().first::<i64>(connection)? == 0 {
            return Err(StoreError::NotFound);
        }
        let ended = diesel::delete(exemplar::table.find(id)).execute(connection)?;
        let Some(reason) = reason else {
            return if ended == 1 { Ok(()) } else { Err(StoreError::NotFound) };
        };
        diesel::insert_into(exemplar::table)
            .values((
                exemplar::id.eq(id),
                exemplar::reason.eq(reason),
                exemplar::marked_on.eq(permit.on().to_string()),
                exemplar::marked_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(())
    }
}
