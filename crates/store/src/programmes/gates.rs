//! What was done in a round otherwise than its gates ask for: a gate opened, a unit excused, a way back.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    schema::{draw, round, round_again, round_end, session_excuse, spot_check, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    draws::exclusion::read_exclusions,
    id::{RoundId, UnitId},
    permit::{ExcuseSession, Permit, ReadProgramme, ReopenRound},
    programmes::{exception::Exception, round::RoundState},
};
use std::collections::HashMap;

/// A draw as far as it is told of as something that was done otherwise.
#[derive(Queryable, Selectable)]
#[diesel(table_name = draw)]
struct DrawOtherwise {
    id: i64,
    frozen_at: String,
    drawn_at: Option<String>,
    seed: Option<String>,
    void_reason: Option<String>,
    exclusions: Option<String>,
}

/// A spot check: its key and that of the one in whose place it came, its unit's name, why it can't be made, when it was drawn.
type Replaced = (i64, Option<i64>, String, Option<String>, String);

/// The day of a moment that was written down.
fn day_of(moment: &str) -> Result<Date> {
    read_date(moment.get(..10).unwrap_or(moment))
}

fn state(word: String) -> Result<RoundState> {
    RoundState::parse(&word).ok_or_else(|| StoreError::meaningless(word, "a state of a round"))
}

impl Reader<'_> {
    /// What was done in the permit's round otherwise than its gates ask for: gates in their order, units in that of the
    /// tree, then every way back, then that it ended with its programme.
    pub fn exceptions(&mut self, permit: &Permit<ReadProgramme, RoundId>) -> Result<Vec<Exception>> {
        self.remembered("exceptions", &(permit), |reader| reader.exceptions_now(permit))
    }

    fn exceptions_now(&mut self, permit: &Permit<ReadProgramme, RoundId>) -> Result<Vec<Exception>> {
        let id = permit.key().0;
        let gates = self.gates_opened(permit.key())?;
        let excused: Vec<(String, String, String)> = session_excuse::table
            .inner_join(unit::table)
            .filter(session_excuse::round_id.eq(id))
            .order(unit::lo.asc())
            .select((unit::name, session_excuse::reason, session_excuse::excused_on))
            .load(self.connection)?;
        let reopened: Vec<(String, Option<String>, String)> = round_again::table
            .filter(round_again::round_id.eq(id).and(round_again::reason.is_not_null()))
            .order(round_again::id.asc())
            .select((round_again::state, round_again::reason, round_again::taken_on))
            .load(self.connection)?;
        let mut found = Vec::new();
        found.extend(gates);
        for (unit, reason, on) in excused {
            found.push(Exception::Excuse { unit, reason, on: read_date(&on)? });
        }
        for (to, reason, on) in reopened {
            found.push(Exception::Reopening { to, reason: reason.unwrap_or_default(), on: read_date(&on)? });
        }
        let ended: Option<(String, String, String)> = round_end::table
            .find(id)
            .select((round_end::state_before, round_end::reason, round_end::ended_on))
            .first(self.connection)
            .optional()?;
        if let Some((from, reason, on)) = ended {
            found.push(Exception::Ended { from, reason, on: read_date(&on)? });
        }
        found.extend(self.draws_otherwise(id)?);
        Ok(found)
    }

    /// Draws of a round that were declared void, what was left out of one that counts, and who was replaced in it.
    fn draws_otherwise(&mut self, round: i64) -> Result<Vec<Exception>> {
        let rows: Vec<DrawOtherwise> = draw::table
            .filter(draw::round_id.eq(round))
            .order(draw::id.asc())
            .select(DrawOtherwise::as_select())
            .load(self.connection)?;
        let mut found = Vec::new();
        for row in rows {
            let frozen_on = day_of(&row.frozen_at)?;
            if let Some(reason) = row.void_reason {
                let on = row.drawn_at.as_deref().map_or(Ok(frozen_on), day_of)?;
                found.push(Exception::VoidDraw { digits: row.seed, reason, on });
                continue;
            }
            let excluded = row.exclusions.as_deref().and_then(read_exclusions).unwrap_or_default();
            found.extend(excluded.into_iter().map(|out| match out.is_class() {
                true => Exception::LeftOut { class: out.class, reason: out.reason, on: frozen_on },
                false => Exception::UnitLeftOut { unit: out.name, reason: out.reason, on: frozen_on },
            }));
            found.extend(self.replaced_in(row.id)?);
        }
        Ok(found)
    }

    /// Units of a draw in whose place the next of the order came, in the order in which that happened.
    fn replaced_in(&mut self, draw: i64) -> Result<Vec<Exception>> {
        let rows: Vec<Replaced> = spot_check::table
            .inner_join(unit::table)
            .filter(spot_check::draw_id.eq(draw))
            .filter(spot_check::unfit.is_not_null().or(spot_check::replaces_id.is_not_null()))
            .order(spot_check::id.asc())
            .select((
                spot_check::id,
                spot_check::replaces_id,
                unit::name,
                spot_check::unfit,
                spot_check::entered_on,
            ))
            .load(self.connection)?;
        let mut found = Vec::new();
        for (_, replaces, by, _, on) in &rows {
            let Some((_, _, unit, Some(reason), _)) = rows.iter().find(|(id, ..)| Some(*id) == *replaces)
            else {
                continue;
            };
            let (unit, by, reason) = (unit.clone(), by.clone(), reason.clone());
            found.push(Exception::Replaced { unit, by, reason, on: read_date(on)? });
        }
        Ok(found)
    }

    /// The states of rounds that were reopened, as they were at the end of a day.
    pub(crate) fn states_again(&mut self, rounds: &[i64], day: Date) -> Result<HashMap<i64, RoundState>> {
        let rows: Vec<(i64, String)> = round_again::table
            .filter(round_again::round_id.eq_any(rounds).and(round_again::taken_on.le(day.to_string())))
            .order(round_again::id.asc())
            .select((round_again::round_id, round_again::state))
            .load(self.connection)?;
        rows.into_iter().map(|(round, word)| Ok((round, state(word)?))).collect()
    }
}

impl Work<'_> {
    /// Excuses a unit that owes the permit's round its session.
    pub fn session_excuse(
        &mut self,
        permit: &Permit<ExcuseSession, RoundId>,
        unit: UnitId,
        reason: &str,
    ) -> Result<()> {
        let row = (
            session_excuse::round_id.eq(permit.key().0),
            session_excuse::unit_id.eq(unit.0),
            session_excuse::reason.eq(reason),
            session_excuse::excused_on.eq(permit.on().to_string()),
            session_excuse::excused_by.eq(permit.account().ok_or(StoreError::NotFound)?.0),
        );
        one(diesel::insert_into(session_excuse::table).values(row).execute(self.under(permit))?)
    }

    /// Moves the permit's round back.
    pub fn round_reopen(
        &mut self,
        permit: &Permit<ReopenRound, RoundId>,
        state: RoundState,
        reason: &str,
    ) -> Result<()> {
        let connection = self.under(permit);
        let changed = diesel::update(round::table.find(permit.key().0))
            .set(round::state.eq(state.key()))
            .execute(connection)?;
        one(changed)?;
        let id = next_id!(connection, round_again);
        let row = (
            round_again::id.eq(id),
            round_again::round_id.eq(permit.key().0),
            round_again::state.eq(state.key()),
            round_again::taken_on.eq(permit.on().to_string()),
            round_again::reason.eq(reason),
        );
        one(diesel::insert_into(round_again::table).values(row).execute(connection)?)
    }
}
