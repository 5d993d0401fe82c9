//! Gates that were opened without their condition, and what became of each: whether the condition came to hold before the round
//! went on.

use crate::{
    Reader, Work,
    day::read_date,
    error::{Result, StoreError, one},
    opens::opens,
    schema::{gate_opening, rating, round},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    action::Writes,
    id::RoundId,
    permit::{OpenGate, Permit},
    programmes::{
        exception::{Exception, Opening},
        gates::Gate,
        round::RoundState,
    },
};

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
