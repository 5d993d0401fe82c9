//! Recounts: what units' records claim, and what an assessor found of it.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    draws::check_state::spot_check_live,
    error::{Result, StoreError},
    ledger::findings::problem::counted,
    programmes::round_names::{MOST_ROUNDS, OrganisedRow, RoundName},
    schema::{account, measure, problem, recount, round, seminar, spot_check, unit},
    sessions::standing::session_stands,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    assessing::recount::{Claimed, Recounted, Reported},
    id::{DrawId, RecountId, SpotCheckId},
    permit::{Permit, ReadAssessments, RecountFigures},
};

/// A figure that was counted anew, with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecountLine {
    /// Its key.
    pub id: RecountId,
    /// The spot check.
    pub check: SpotCheckId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Its class on the day of the freeze.
    pub class: String,
    /// The three numbers.
    pub counts: Recounted,
    /// The day.
    pub counted_on: Date,
    /// Role title of the assessor.
    pub assessor: String,
}

#[derive(Queryable)]
struct CountsRow {
    claimed: i32,
    checked: i32,
    confirmed: i32,
}

impl TryFrom<CountsRow> for Recounted {
    type Error = StoreError;
    fn try_from(row: CountsRow) -> Result<Self> {
        let read = |number: i32| {
            u32::try_from(number).map_err(|_| StoreError::meaningless(number.to_string(), "a count"))
        };
        let (claimed, checked, confirmed) = (read(row.claimed)?, read(row.checked)?, read(row.confirmed)?);
        Ok(Self { claimed, checked, confirmed })
    }
}

#[derive(Queryable)]
struct LineRow {
    id: i64,
    check: i64,
    code: String,
    name: String,
    class: String,
    counts: CountsRow,
    counted_on: String,
    assessor: String,
}

impl TryFrom<LineRow> for RecountLine {
    type Error = StoreError;
    fn try_from(row: LineRow) -> Result<Self> {
        Ok(Self {
            id: RecountId(row.id),
            check: SpotCheckId(row.check),
            code: row.code,
            name: row.name,
            class: row.class,
            counts: row.counts.try_into()?,
            counted_on: read_date(&row.counted_on)?,
            assessor: row.assessor,
        })
    }
}

fn read_kind(text: &str) -> Result<Reported> {
    Reported::parse(text).map_err(|_| StoreError::meaningless(text, "a reported figure"))
}

fn written(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl Reader<'_> {
    /// What the register holds of the permit's unit on the permit's day: each record that it reported itself and that
    /// counts. A person's problem is seen by few and is no part of it.
    pub fn claimed(&mut self, permit: &Permit<RecountFigures, SpotCheckId>) -> Result<Claimed> {
        let (unit, day) = (permit.unit().0, permit.on().to_string());
        let problems: i64 = problem::table
            .filter(problem::unit_id.eq(unit).and(problem::found_on.le(&day)))
            .filter(counted())
            .count()
            .first(self.connection)?;
        let measures: i64 = measure::table
            .inner_join(problem::table)
            .filter(measure::unit_id.eq(unit).and(problem::found_on.le(&day)))
            .filter(counted())
            .count()
            .first(self.connection)?;
        let sessions: i64 = seminar::table
            .filter(seminar::unit_id.eq(unit).and(seminar::held_on.le(&day)).and(session_stands()))
            .count()
            .first(self.connection)?;
        let counts =
            [(Reported::Problems, problems), (Reported::Measures, measures), (Reported::Sessions, sessions)];
        Ok(counts.into_iter().map(|(kind, count)| (kind, u32::try_from(count).unwrap_or(u32::MAX))).collect())
    }

    /// What was counted anew at the permit's spot check.
    pub fn recounted(
        &mut self,
        permit: &Permit<RecountFigures, SpotCheckId>,
    ) -> Result<Vec<(Reported, Recounted)>> {
        let rows: Vec<(String, CountsRow)> = recount::table
            .filter(recount::spot_check_id.eq(permit.key().0).and(recount::unit_id.eq(permit.unit().0)))
            .order(recount::id.asc())
            .select((recount::kind, (recount::claimed, recount::checked, recount::confirmed)))
            .load(self.connection)?;
        rows.into_iter().map(|(kind, counts)| Ok((read_kind(&kind)?, counts.try_into()?))).collect()
    }

    /// Recounts of a figure at a draw's units within the permit's subtree.
    pub fn recounts(
        &mut self,
        permit: &Permit<ReadAssessments>,
        draw: DrawId,
        kind: Reported,
    ) -> Result<Vec<RecountLine>> {
        let span = permit.span();
        let rows: Vec<LineRow> = recount::table
            .inner_join(spot_check::table)
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(spot_check::draw_id.eq(draw.0))
            .filter(spot_check_live())
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(recount::kind.eq(kind.key()))
            .order(recount::id.asc())
            .select((
                recount::id,
                spot_check::id,
                unit::code,
                unit::name,
                spot_check::class,
                (recount::claimed, recount::checked, recount::confirmed),
                recount::counted_on,
                account::title,
            ))
            .load(self.connection)?;
        rows.into_iter().map(RecountLine::try_from).collect()
    }

    /// Rounds that have a live draw with units within the permit's subtree, newest first.
    pub fn checked_rounds(&mut self, permit: &Permit<ReadAssessments>) -> Result<Vec<RoundName>> {
        let span = permit.span();
        let rows: Vec<OrganisedRow> = spot_check::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(spot_check_live())
            .order(round::id.desc())
            .select((round::id, round::number, round::topic, round::organiser_id))
            .distinct()
            .limit(MOST_ROUNDS)
            .load(self.connection)?;
        RoundName::all(self.connection, rows)
    }
}

impl Work<'_> {
    /// Writes what the permit's account counted anew at the permit's spot check.
    pub fn recount_insert(
        &mut self,
        permit: &Permit<RecountFigures, SpotCheckId>,
        counts: &[(Reported, Recounted)],
    ) -> Result<RecountId> {
        let assessor = permit.account().ok_or(StoreError::NotFound)?;
        let connection = self.under(permit);
        let round: Option<i64> = spot_check::table
            .filter(spot_check::id.eq(permit.key().0).and(spot_check::unit_id.eq(permit.unit().0)))
            .select(spot_check::round_id)
            .first(connection)
            .optional()?;
        let round = round.ok_or(StoreError::NotFound)?;
        let first = next_id!(connection, recount);
        for (id, (kind, counts)) in (first..).zip(counts) {
            diesel::insert_into(recount::table)
                .values((
                    recount::id.eq(id),
                    recount::spot_check_id.eq(permit.key().0),
                    recount::unit_id.eq(permit.unit().0),
                    recount::round_id.eq(round),
                    recount::kind.eq(kind.key()),
                    recount::claimed.eq(written(counts.claimed)),
                    recount::checked.eq(written(counts.checked)),
                    recount::confirmed.eq(written(counts.confirmed)),
                    recount::counted_on.eq(permit.on().to_string()),
                    recount::assessor_id.eq(assessor.0),
                ))
                .execute(connection)?;
        }
        Ok(RecountId(first))
    }
}
