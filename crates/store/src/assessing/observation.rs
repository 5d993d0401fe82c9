//! Observations: who is sent to whose session.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, any, one},
    held::in_force,
    locate::located,
    opens::opens,
    programmes::round::round_assessable,
    schema::{account, holding, observation, round, session_excuse, unit},
    waiting::{Backlog, backlog, no_words},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    action::Writes,
    actor::Role,
    assessing::observation::ObservationState,
    id::{AccountId, ObservationId, RoundId, UnitId},
    permit::{AssignObserver, FillSheet, Permit, ReadDesk, Target},
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

/// An observation to write.
#[derive(Debug, Clone, Copy)]
pub struct NewObservation {
    /// Its round.
    pub round: RoundId,
    /// Who is sent.
    pub assessor: AccountId,
    /// The day of the session, if it is known.
    pub session_on: Option<Date>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = observation)]
struct Row {
    id: i64,
    round_id: i64,
    unit_id: i64,
    assessor_id: i64,
    state: String,
    session_on: Option<String>,
}

impl TryFrom<Row> for Observation {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ObservationId(row.id),
            round: RoundId(row.round_id),
            unit: UnitId(row.unit_id),
            assessor: AccountId(row.assessor_id),
            state: ObservationState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of an observation"))?,
            session_on: row.session_on.as_deref().map(read_date).transpose()?,
        })
    }
}

#[derive(Queryable)]
struct OwedRow {
    id: i64,
    code: String,
    name: String,
    round: i32,
    session_on: Option<String>,
}

impl TryFrom<OwedRow> for OwedSheet {
    type Error = StoreError;
    fn try_from(row: OwedRow) -> Result<Self> {
        let session_on = row.session_on.as_deref().map(read_date).transpose()?;
        Ok(Self { id: ObservationId(row.id), code: row.code, name: row.name, round: row.round, session_on })
    }
}

located!(ObservationId, observation);

opens! {
    /// Sends people to listen in: at a unit beneath, or, by lot, at the organiser's own leading group.
    SendsObservers: AssignObserver, HearLeaders
}

/// Observations whose sheet is owed.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn observation_owed() -> _ {
    let sent: &'static str = ObservationState::Sent.key();
    observation::state.eq(sent)
}

/// Observations whose sheet is waited for: it is owed, and the unit is not excused from its session.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn observation_awaited() -> _ {
    let sent: &'static str = ObservationState::Sent.key();
    let excused = session_excuse::table.filter(
        session_excuse::unit_id
            .eq(observation::unit_id)
            .and(session_excuse::round_id.eq(observation::round_id)),
    );
    observation::state.eq(sent).and(not(exists(excused)))
}

/// Observations by which somebody is sent: who has to stay away since is not.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn observation_manned() -> _ {
    let recused: &'static str = ObservationState::Recused.key();
    observation::state.ne(recused)
}

diesel::alias!(observation as later: Later);

opens! {
    /// What tells of an interest of somebody: they are sent there no more.
    EndsObservations: DeclareInterest, NoteInterest
}

impl Reader<'_> {
    /// Observations of rounds that run whose sheet an account owes, each with where its unit stands and the number of its
    /// round, to ask whether the account must stay away.
    pub fn observations_owed_by<A: EndsObservations>(
        &mut self,
        permit: &Permit<A>,
        account: AccountId,
    ) -> Result<Vec<(ObservationId, Target, i32)>> {
        let span = permit.span();
        let rows: Vec<(i64, i64, i64, i64, i32)> = observation::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(observation::assessor_id.eq(account.0).and(observation_owed()).and(round_assessable()))
            .filter(unit::lo.le(span.hi).and(unit::hi.ge(span.lo)))
            .order(observation::id.asc())
            .select((observation::id, unit::id, unit::lo, unit::hi, round::number))
            .load(self.connection)?;
        let owed = |(id, unit, lo, hi, round): (i64, i64, i64, i64, i32)| {
            (ObservationId(id), Target { unit: UnitId(unit), span: Span { lo, hi } }, round)
        };
        Ok(rows.into_iter().map(owed).collect())
    }

    /// Units in rounds of the permit's unit to which somebody was sent who stays away, and nobody since.
    pub fn seats_vacant(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let since = later
            .filter(later.field(observation::round_id).eq(observation::round_id))
            .filter(later.field(observation::unit_id).eq(observation::unit_id))
            .filter(later.field(observation::id).gt(observation::id));
        let query = observation::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(observation::unit_id)))
            .filter(round::organiser_id.eq(permit.unit().0).and(round_assessable()))
            .filter(observation::state.eq(ObservationState::Recused.key()).and(not(exists(since))))
            .order((observation::session_on.asc(), observation::id.asc()))
            .select((
                round::id,
                round::number.nullable(),
                no_words(),
                round::topic.nullable(),
                observation::session_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// The permit's observation.
    pub fn observation(&mut self, permit: &Permit<FillSheet, ObservationId>) -> Result<Observation> {
        let row: Option<Row> = observation::table
            .filter(observation::id.eq(permit.key().0).and(observation::unit_id.eq(permit.unit().0)))
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Whether the assessor was sent to the permit's unit in this round already, to what can be the same session: one of
    /// another day is another one, if both days are named.
    pub fn observer_sent<A: SendsObservers>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
        (assessor, session_on): (AccountId, Option<Date>),
    ) -> Result<bool> {
        let days: Vec<Option<String>> = observation::table
            .filter(observation::round_id.eq(round.0).and(observation::unit_id.eq(permit.unit().0)))
            .filter(observation::assessor_id.eq(assessor.0))
            .select(observation::session_on)
            .load(self.connection)?;
        let session_on = session_on.map(|day| day.to_string());
        Ok(days.iter().any(|day| day.is_none() || session_on.is_none() || *day == session_on))
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
        let rows: Vec<OwedRow> = observation::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(observation::assessor_id.eq(account.0))
            .filter(observation_awaited())
            .filter(round_assessable())
            .order((observation::session_on.asc(), observation::id.asc()))
            .limit(limit)
            .select((observation::id, unit::code, unit::name, round::number, observation::session_on))
            .load(self.connection)?;
        rows.into_iter().map(OwedSheet::try_from).collect()
    }
}

impl Work<'_> {
    /// Ends observations of an account without a sheet: it has an interest in their units.
    pub fn observations_recuse<A: EndsObservations + Writes>(
        &mut self,
        permit: &Permit<A>,
        (account, ended): (AccountId, &[ObservationId]),
    ) -> Result<()> {
        let keys: Vec<i64> = ended.iter().map(|id| id.0).collect();
        let own = observation::table
            .filter(observation::id.eq_any(keys).and(observation::assessor_id.eq(account.0)))
            .filter(observation_owed());
        let set = observation::state.eq(ObservationState::Recused.key());
        any(diesel::update(own).set(set).execute(self.under(permit))?);
        Ok(())
    }

    /// Writes that an assessor is sent to the permit's unit.
    pub fn observation_insert<A: SendsObservers + Writes>(
        &mut self,
        permit: &Permit<A>,
        new: &NewObservation,
    ) -> Result<ObservationId> {
        let connection = self.under(permit);
        let id = next_id!(connection, observation);
        diesel::insert_into(observation::table)
            .values((
                observation::id.eq(id),
                observation::round_id.eq(new.round.0),
                observation::unit_id.eq(permit.unit().0),
                observation::assessor_id.eq(new.assessor.0),
                observation::state.eq(ObservationState::Sent.key()),
                observation::assigned_on.eq(permit.on().to_string()),
                observation::session_on.eq(new.session_on.map(|day| day.to_string())),
            ))
            .execute(connection)?;
        Ok(ObservationId(id))
    }

    /// Writes the state of the permit's observation.
    pub fn observation_state_write(
        &mut self,
        permit: &Permit<FillSheet, ObservationId>,
        state: ObservationState,
    ) -> Result<()> {
        let own = observation::table
            .filter(observation::id.eq(permit.key().0).and(observation::unit_id.eq(permit.unit().0)));
        one(diesel::update(own).set(observation::state.eq(state.key())).execute(self.under(permit))?)
    }
}
