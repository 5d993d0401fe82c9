//! What a round has of what its gates ask for.

use crate::{
    Reader,
    assessing::{observation::observation_awaited, sheet::sheet_counted},
    day::read_date,
    draws::{
        check_state::{spot_check_live, spot_check_waiting},
        draw::draw_drawn,
    },
    error::Result,
    plans::plan::plan_approved,
    schema::{
        draw, observation, plan, plan_review, rating, round, round_owing, seminar, session_excuse, sheet,
        spot_check, unit,
    },
    sessions::standing::session_stands,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{RoundId, UnitId},
    permit::{Permit, ReadFigures},
    programmes::{gates::Gate, standard::SheetKind},
    sessions::seminar::SessionKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// A unit that owes a round its plan and its session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwingUnit {
    /// The unit.
    pub id: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Whether it held its session.
    pub held: bool,
    /// Whether a sheet on its session was handed in.
    pub observed: bool,
    /// Whether it is excused from its session.
    pub excused: bool,
    /// Whether it was closed or went elsewhere since: nobody waits for it.
    pub gone: bool,
    /// Whether a plan of it is approved.
    pub planned: bool,
    /// Whether it is the organiser's own leading group.
    pub leads: bool,
}

impl OwingUnit {
    /// Whether its session is missing: neither held nor excused.
    pub fn is_missing(&self) -> bool {
        !self.held && !self.excused && !self.gone
    }

    /// Whether its session was held, or it is excused from one.
    pub fn is_there(&self) -> bool {
        self.held || self.excused
    }

    /// Whether it went without a session: it counts as one that owed it, and nobody waits for it.
    pub fn is_gone(&self) -> bool {
        self.gone && !self.is_there()
    }

    /// Whether it went without an approved plan: the round goes on without one.
    pub fn is_without_plan(&self) -> bool {
        self.gone && !self.planned
    }
}

/// How far the draw of a round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawStanding {
    /// Whether one was made that counts.
    pub drawn: bool,
    /// How many of the drawn units wait for their first sheet.
    pub waiting: u64,
}

impl Reader<'_> {
    /// The units that owe the round of the permit's unit their session, in the order of the tree.
    pub fn owing_units(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Vec<OwingUnit>> {
        let ours = round::table
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .select(round::id);
        let own = permit.unit().0;
        let ours_now = unit::parent_id.is_not_null().and(unit::parent_id.assume_not_null().eq(own));
        let here = unit::closed_on.is_null().and(ours_now.or(unit::id.eq(own)));
        let rows: Vec<(i64, String, String, String, bool)> = round_owing::table
            .inner_join(unit::table)
            .filter(round_owing::round_id.eq_any(ours))
            .order(unit::lo.asc())
            .select((unit::id, unit::code, unit::name, unit::class, here))
            .load(self.connection)?;
        // Whose plan no figure counts: who went, and the organiser's own leading group, which is told apart.
        let apart = |(id, .., here): &&(i64, String, String, String, bool)| !here || *id == own;
        let gone: Vec<i64> = rows.iter().filter(apart).map(|row| row.0).collect();
        let planned: Vec<i64> = if gone.is_empty() {
            Vec::new()
        } else {
            plan::table
                .filter(plan::round_id.eq(round.0).and(plan::unit_id.eq_any(gone)))
                .filter(plan::latest.eq(true).and(plan_approved()))
                .select(plan::unit_id)
                .load(self.connection)?
        };
        let held: Vec<i64> = seminar::table
            .filter(seminar::round_id.eq(round.0).and(seminar::kind.eq(SessionKind::Seminar.key())))
            .filter(session_stands())
            .select(seminar::unit_id)
            .load(self.connection)?;
        let observed: Vec<i64> = sheet::table
            .filter(sheet::round_id.eq(round.0).and(sheet::kind.eq(SheetKind::Observation.key())))
            .filter(sheet_counted(permit.on().to_string()))
            .select(sheet::unit_id)
            .load(self.connection)?;
        let excused: Vec<i64> = session_excuse::table
            .filter(session_excuse::round_id.eq(round.0))
            .select(session_excuse::unit_id)
            .load(self.connection)?;
        let [held, observed, excused] = [held, observed, excused].map(BTreeSet::from_iter);
        let owing = |(id, code, name, class, here): (i64, String, String, String, bool)| OwingUnit {
            gone: !here,
            leads: id == own,
            planned: planned.contains(&id),
            held: held.contains(&id),
            observed: observed.contains(&id),
            excused: excused.contains(&id),
            id: UnitId(id),
            code,
            name,
            class,
        };
        Ok(rows.into_iter().map(owing).collect())
    }

    /// How far the draw of a round of the permit's unit has come.
    pub fn draw_standing(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<DrawStanding> {
        let draws: i64 = draw::table
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)).and(draw_drawn()))
            .count()
            .get_result(self.connection)?;
        let waiting: i64 = spot_check::table
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_live().and(spot_check_waiting()))
            .count()
            .get_result(self.connection)?;
        Ok(DrawStanding { drawn: draws > 0, waiting: u64::try_from(waiting).unwrap_or_default() })
    }

    /// Sheets on sessions of a round of the permit's unit that are owed: who was sent and handed none in.
    pub fn session_sheets_owed(
        &mut self,
        permit: &Permit<ReadFigures>,
        round: RoundId,
    ) -> Result<Vec<(String, String)>> {
        Ok(observation::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(observation_awaited())
            .order((unit::lo.asc(), observation::id.asc()))
            .select((unit::code, unit::name))
            .load(self.connection)?)
    }

    /// The units that were rated in a round of the permit's unit.
    pub fn units_rated(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Vec<UnitId>> {
        self.remembered("units_rated", &(permit, round), |reader| reader.units_rated_now(permit, round))
    }

    fn units_rated_now(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Vec<UnitId>> {
        let rated: Vec<i64> = rating::table
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .select(rating::unit_id)
            .load(self.connection)?;
        Ok(rated.into_iter().map(UnitId).collect())
    }

    /// Since when what a gate of a round of the permit's unit asks for is there, if it is: the day of the last record that it
    /// needed. Of the observers that is told of each unit by itself, and not here.
    pub fn gate_met_on(
        &mut self,
        permit: &Permit<ReadFigures>,
        id: RoundId,
        gate: Gate,
    ) -> Result<Option<Date>> {
        let connection = &mut *self.connection;
        let ours = round::table
            .filter(round::id.eq(id.0).and(round::organiser_id.eq(permit.unit().0)))
            .select(round::id);
        let days: Vec<Option<String>> = match gate {
            Gate::Plans => vec![
                plan_review::table
                    .inner_join(plan::table)
                    .filter(plan::round_id.eq_any(ours).and(plan::latest.eq(true)).and(plan_approved()))
                    .select(diesel::dsl::max(plan_review::entered_on))
                    .first(connection)?,
            ],
            Gate::Sessions => {
                let seminar: &'static str = SessionKind::Seminar.key();
                let held = seminar::table
                    .filter(seminar::round_id.eq_any(ours.select(round::id.nullable())))
                    .filter(seminar::kind.eq(seminar).and(session_stands()))
                    .select(diesel::dsl::max(seminar::entered_on))
                    .first(connection)?;
                let excused = session_excuse::table
                    .filter(session_excuse::round_id.eq_any(ours))
                    .select(diesel::dsl::max(session_excuse::excused_on))
                    .first(connection)?;
                vec![held, excused]
            }
            Gate::Draw => {
                let at: Option<String> = draw::table
                    .filter(draw::round_id.eq_any(ours).and(draw::void_reason.is_null()))
                    .select(diesel::dsl::max(draw::drawn_at))
                    .first(connection)?;
                vec![at.map(|at| at.get(..10).unwrap_or(&at).to_owned())]
            }
            Gate::Materials => {
                let sheets: Vec<(Option<i64>, String)> = sheet::table
                    .inner_join(spot_check::table)
                    .filter(sheet::round_id.eq_any(ours).and(spot_check_live()))
                    .select((sheet::spot_check_id, sheet::entered_on))
                    .load(connection)?;
                let mut first: BTreeMap<Option<i64>, String> = BTreeMap::new();
                for (check, day) in sheets {
                    let known = first.entry(check).or_insert_with(|| day.clone());
                    if day < *known {
                        *known = day;
                    }
                }
                vec![first.into_values().max()]
            }
            Gate::Standard | Gate::Observers | Gate::Ratings | Gate::Circular => Vec::new(),
        };
        days.into_iter().flatten().max().map(|day| read_date(&day)).transpose()
    }

    /// The day of the first sheet on the session of each unit that owes a round of the permit's unit one.
    pub fn first_heard(&mut self, permit: &Permit<ReadFigures>, id: RoundId) -> Result<Vec<(UnitId, Date)>> {
        let ours = round::table
            .filter(round::id.eq(id.0).and(round::organiser_id.eq(permit.unit().0)))
            .select(round::id);
        let owing = round_owing::table.filter(round_owing::round_id.eq(id.0)).select(round_owing::unit_id);
        let rows: Vec<(i64, String)> = sheet::table
            .filter(sheet::round_id.eq_any(ours).and(sheet::kind.eq(SheetKind::Observation.key())))
            .filter(sheet::unit_id.eq_any(owing))
            .filter(sheet_counted(permit.on().to_string()))
            .order(sheet::entered_on.asc())
            .select((sheet::unit_id, sheet::entered_on))
            .load(self.connection)?;
        let mut first: BTreeMap<i64, Date> = BTreeMap::new();
        for (unit, day) in rows {
            let day = read_date(&day)?;
            first.entry(unit).or_insert(day);
        }
        Ok(first.into_iter().map(|(unit, day)| (UnitId(unit), day)).collect())
    }
}
