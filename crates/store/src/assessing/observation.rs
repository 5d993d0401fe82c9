//! Observations: who is sent to whose session.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    people::account::in_force,
    schema::{account, holding, observation, round, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    actor::Role,
    assessing::observation::ObservationState,
    id::{AccountId, ObservationId, RoundId, UnitId},
    permit::{Action, AssignObserver, FillSheet, Permit, ReadDesk, Target},
    span::Span,
};

/// An observation as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Its key.
    pub id: ObservationId,
    /// Its round.
    pub round: RoundId,
    /// Whose session.
    pub unit: UnitId,
    /// Who is sent.
    pub assessor: AccountId,
    /// How far it has come.
    pub state: ObservationState,
    /// The day of the session, if it is known.
    pub session_on: Option<Date>,
}

/// A sheet that somebody owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedSheet {
    /// The observation.
    pub id: ObservationId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Number of the round.
    pub round: i32,
    /// The day of the session, if it is known.
    pub session_on: Option<Date>,
}

type Row = (i64, i64, i64, i64, String, Option<String>);

fn read((id, round, unit, assessor, state, session_on): Row) -> Result<Observation> {
    Ok(Observation {
        id: ObservationId(id),
        round: RoundId(round),
        unit: UnitId(unit),
        assessor: AccountId(assessor),
        state: ObservationState::parse(&state)
            .map_err(|_| StoreError::meaningless(state, "a state of an observation"))?,
        session_on: session_on.as_deref().map(read_date).transpose()?,
    })
}

impl Reader<'_> {
    /// Where the unit of an observation stands, to ask for a permit.
    pub fn locate_observation(&mut self, id: ObservationId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = observation::table
            .inner_join(unit::table)
            .filter(observation::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// An observation of the permit's unit.
    pub fn observation<A: Action>(&mut self, permit: &Permit<A>, id: ObservationId) -> Result<Observation> {
        let row: Option<Row> = observation::table
            .filter(observation::id.eq(id.0).and(observation::unit_id.eq(permit.unit().0)))
            .select((
                observation::id,
                observation::round_id,
                observation::unit_id,
                observation::assessor_id,
                observation::state,
                observation::session_on,
            ))
            .first(self.connection)
            .optional()?;
        row.map_or(Err(StoreError::NotFound), read)
    }

    /// Whether the assessor was sent to the permit's unit in this round already.
    pub fn observer_sent(
        &mut self,
        permit: &Permit<AssignObserver>,
        round: RoundId,
        assessor: AccountId,
    ) -> Result<bool> {
        let found: i64 = observation::table
            .filter(observation::round_id.eq(round.0).and(observation::unit_id.eq(permit.unit().0)))
            .filter(observation::assessor_id.eq(assessor.0))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// Accounts that hold the role of an assessor or an office strictly above the permit's unit, by title.
    pub fn assessors_above(&mut self, permit: &Permit<AssignObserver>) -> Result<Vec<(AccountId, String)>> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let rows: Vec<(i64, String)> = account::table
            .inner_join(holding::table.inner_join(unit::table))
            .filter(unit::lo.lt(span.lo).and(unit::hi.ge(span.hi)))
            .filter(holding::role.eq_any([Role::Assessor.key(), Role::Office.key()]))
            .filter(in_force(&day))
            .filter(account::disabled.eq(false))
            .order((account::title.asc(), account::id.asc()))
            .select((account::id, account::title))
            .distinct()
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (AccountId(id), title)).collect())
    }

    /// Sheets that the permit's account owes, those of the earliest sessions first.
    pub fn owed_sheets(&mut self, permit: &Permit<ReadDesk>, limit: i64) -> Result<Vec<OwedSheet>> {
        let Some(account) = permit.account() else { return Ok(Vec::new()) };
        let rows: Vec<(i64, String, String, i32, Option<String>)> = observation::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(observation::assessor_id.eq(account.0))
            .filter(observation::state.eq(ObservationState::Sent.key()))
            .filter(round::state.eq_any(["open", "assessing"]))
            .order((observation::session_on.asc(), observation::id.asc()))
            .limit(limit)
            .select((observation::id, unit::code, unit::name, round::number, observation::session_on))
            .load(self.connection)?;
        let owed = |(id, code, name, round, session_on): (i64, _, _, _, Option<String>)| {
            let session_on = session_on.as_deref().map(read_date).transpose()?;
            Ok(OwedSheet { id: ObservationId(id), code, name, round, session_on })
        };
        rows.into_iter().map(owed).collect()
    }
}

impl Work<'_> {
    /// Writes that an assessor is sent to the permit's unit.
    pub fn observation_insert(
        &mut self,
        permit: &Permit<AssignObserver>,
        round: RoundId,
        assessor: AccountId,
        session_on: Option<Date>,
    ) -> Result<ObservationId> {
        let id = next_id!(self.connection, observation);
        diesel::insert_into(observation::table)
            .values((
                observation::id.eq(id),
                observation::round_id.eq(round.0),
                observation::unit_id.eq(permit.unit().0),
                observation::assessor_id.eq(assessor.0),
                observation::state.eq(ObservationState::Sent.key()),
                observation::assigned_on.eq(permit.on().to_string()),
                observation::session_on.eq(session_on.map(|day| day.to_string())),
            ))
            .execute(&mut *self.connection)?;
        Ok(ObservationId(id))
    }

    /// Writes the state of an observation of the permit's unit.
    pub fn observation_state_write(
        &mut self,
        permit: &Permit<FillSheet>,
        id: ObservationId,
        state: ObservationState,
    ) -> Result<()> {
        let own =
            observation::table.filter(observation::id.eq(id.0).and(observation::unit_id.eq(permit.unit().0)));
        diesel::update(own).set(observation::state.eq(state.key())).execute(&mut *self.connection)?;
        Ok(())
    }
}
