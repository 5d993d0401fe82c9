//! Gates that were opened without their condition, and what became of each: whether the condition came to hold before the round
//! went on.

use crate::{
    Reader, Work,
    assessing::sheet::sheet_counted,
    day::read_date,
    draws::check_state::spot_check_live,
    error::{Result, StoreError, one},
    opens::opens,
    plans::plan::plan_approved,
    schema::{
        draw, gate_opening, plan, plan_review, rating, round, round_owing, seminar, session_excuse, sheet,
        spot_check,
    },
    sessions::standing::session_stands,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    action::Writes,
    id::{RoundId, UnitId},
    permit::{OpenGate, Permit, ReadFigures},
    programmes::{
        exception::{Exception, Opening},
        gates::Gate,
        round::RoundState,
        standard::SheetKind,
    },
    sessions::seminar::SessionKind,
};
use std::collections::BTreeMap;

opens! {
    /// Goes on behind gates: the round moves on, or its units are rated.
    GoesOn: AdvanceRound, RateUnit, RateLeaders
}

/// What is written of a gate of which nothing was missing when the round went on.
const MET: &str = "met";
/// What is written of one that the round passed over.
const PASSED_OVER: &str = "passed-over";

/// Gate, reason, the day on which it was opened; what became of it, and on which day.
type Opened = (String, String, String, Option<String>, Option<String>);

impl Reader<'_> {
    /// The gates of a round that were opened without their condition, in their order.
    pub(crate) fn gates_opened(&mut self, id: RoundId) -> Result<Vec<Exception>> {
        let rows: Vec<Opened> = gate_opening::table
            .filter(gate_opening::round_id.eq(id.0))
            .select((
                gate_opening::gate,
                gate_opening::reason,
                gate_opening::opened_on,
                gate_opening::settled,
                gate_opening::settled_on,
            ))
            .load(self.connection)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for gate in Gate::ALL {
            for (key, reason, on, settled, settled_on) in rows.iter().filter(|row| row.0 == gate.key()) {
                let opening = match (settled.as_deref(), settled_on) {
                    (Some(MET), Some(day)) => Opening::Met(read_date(day)?),
                    (Some(PASSED_OVER), _) => Opening::PassedOver,
                    (Some(word), _) => {
                        return Err(StoreError::meaningless(word.to_owned(), "what became of a gate"));
                    }
                    // Written down only since it is told apart.
                    (None, _) if self.went_on_behind(id, *gate)? => Opening::PassedOver,
                    (None, _) => Opening::Waits,
                };
                let (gate, reason, on) = (key.clone(), reason.clone(), read_date(on)?);
                found.push(Exception::Gate { gate, reason, on, opening });
            }
        }
        Ok(found)
    }

    /// Whether a round went on behind a gate.
    fn went_on_behind(&mut self, id: RoundId, gate: Gate) -> Result<bool> {
        let word: String =
            round::table.find(id.0).select(round::state).first(self.connection).map_err(StoreError::from)?;
        let state =
            RoundState::parse(&word).ok_or_else(|| StoreError::meaningless(word, "a state of a round"))?;
        if gate < Gate::Draw || !state.is_assessable() {
            return Ok(state > RoundState::Open);
        }
        let rated: i64 =
            rating::table.filter(rating::round_id.eq(id.0)).count().get_result(self.connection)?;
        Ok(rated > 0)
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

impl Work<'_> {
    /// Opens a gate of the permit's round without its condition.
    pub fn gate_open(&mut self, permit: &Permit<OpenGate, RoundId>, gate: Gate, reason: &str) -> Result<()> {
        let row = (
            gate_opening::round_id.eq(permit.key().0),
            gate_opening::gate.eq(gate.key()),
            gate_opening::reason.eq(reason),
            gate_opening::opened_on.eq(permit.on().to_string()),
            gate_opening::opened_by.eq(permit.account().ok_or(StoreError::NotFound)?.0),
        );
        one(diesel::insert_into(gate_opening::table).values(row).execute(self.under(permit))?)
    }

    /// Writes down what became of gates of a round that were opened without their condition, as something behind them is done for
    /// the first time: with the day on which each came to hold, or without one where the round goes on without it.
    pub fn gates_settle<A: GoesOn + Writes, K: Copy>(
        &mut self,
        permit: &Permit<A, K>,
        round: RoundId,
        gates: &[(Gate, Option<Date>)],
    ) -> Result<()> {
        let today = permit.on().to_string();
        let connection = self.under(permit);
        for (gate, met) in gates {
            let (settled, on) = match met {
                Some(day) => (MET, day.to_string()),
                None => (PASSED_OVER, today.clone()),
            };
            let unsettled =
                gate_opening::table.find((round.0, gate.key())).filter(gate_opening::settled.is_null());
            let changed = diesel::update(unsettled)
                .set((gate_opening::settled.eq(settled), gate_opening::settled_on.eq(on)))
                .execute(connection)?;
            one(changed)?;
        }
        Ok(())
    }
}
