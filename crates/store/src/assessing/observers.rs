//! Who listens in where: lists for the people concerned, and what a proposal is made of.

use crate::{
    Reader,
    assessing::observation::observation_manned,
    day::read_date,
    error::{Result, StoreError},
    opens::opens,
    programmes::listed::{Listed, listed},
    schema::{account, observation, plan, round, session_excuse, unit},
};
use diesel::{
    dsl::{count_star, exists},
    prelude::*,
};
use earnest_model::{
    Date,
    assessing::observation::ObservationState,
    id::{AccountId, ObservationId, RoundId, UnitId},
    permit::{HearLeaders, Permit, ReadAssessments, ReadDesk, Target},
    span::Span,
};
use std::collections::BTreeMap;

/// An observation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservationLine {
    /// Its key.
    pub id: ObservationId,
    /// Number of the round.
    pub round: i32,
    /// Topic of the round.
    pub topic: String,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Name of the unit whose round it is: it asks whoever is sent.
    pub organiser: String,
    /// Role title of who is sent.
    pub assessor: String,
    /// How far it has come.
    pub state: ObservationState,
    /// The day of the session, if it is known.
    pub session_on: Option<Date>,
    /// Whether the unit is excused from its session: no sheet is waited for.
    pub excused: bool,
}

/// A unit to whose session people may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitToObserve {
    /// Where it stands.
    pub target: Target,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The day that its newest plan names.
    pub session_on: Option<Date>,
    /// Who is sent there already.
    pub sent: Vec<AccountId>,
}

opens! {
    /// What a proposal of observers is made under: the organiser's office, or that of a body that takes part.
    ProposesObservers: ReadAssessors, ReadSector
}

// The unit whose round it is, beside the one whose session is heard.
diesel::alias!(unit as asking: Asking);

#[derive(Queryable)]
struct Row {
    id: i64,
    round: i32,
    topic: String,
    code: String,
    name: String,
    organiser: String,
    assessor: String,
    state: String,
    session_on: Option<String>,
    excused: bool,
}

/// Observations with round, unit and assessor, with the columns of [`Row`].
macro_rules! observations {
    () => {
        observation::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .inner_join(account::table)
            .inner_join(asking.on(asking.field(unit::id).eq(round::organiser_id)))
            .select((
                observation::id,
                round::number,
                round::topic,
                unit::code,
                unit::name,
                asking.field(unit::name),
                account::title,
                observation::state,
                observation::session_on,
                exists(
                    session_excuse::table.filter(
                        session_excuse::unit_id
                            .eq(observation::unit_id)
                            .and(session_excuse::round_id.eq(observation::round_id)),
                    ),
                ),
            ))
    };
}

impl TryFrom<Row> for ObservationLine {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ObservationId(row.id),
            round: row.round,
            topic: row.topic,
            code: row.code,
            name: row.name,
            organiser: row.organiser,
            assessor: row.assessor,
            state: ObservationState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of an observation"))?,
            session_on: row.session_on.as_deref().map(read_date).transpose()?,
            excused: row.excused,
        })
    }
}

#[derive(Queryable)]
struct FoundRow {
    id: i64,
    lo: i64,
    hi: i64,
    code: String,
    name: String,
    session_on: Option<String>,
}

impl FoundRow {
    fn read(self, sent: Vec<AccountId>) -> Result<UnitToObserve> {
        let target = Target { unit: UnitId(self.id), span: Span { lo: self.lo, hi: self.hi } };
        let session_on = self.session_on.as_deref().map(read_date).transpose()?;
        Ok(UnitToObserve { target, code: self.code, name: self.name, session_on, sent })
    }
}

impl Reader<'_> {
    /// Observations of sessions of units within the permit's subtree, newest first, before the key `before`.
    pub fn observations(
        &mut self,
        permit: &Permit<ReadAssessments>,
        of: Listed,
        before: Option<ObservationId>,
        limit: i64,
    ) -> Result<Vec<ObservationLine>> {
        let span = permit.span();
        let query = observations!()
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(observation::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .into_boxed();
        let query = listed!(query, of);
        let rows: Vec<Row> = query.order(observation::id.desc()).limit(limit).load(self.connection)?;
        rows.into_iter().map(ObservationLine::try_from).collect()
    }

    /// Who was sent to the permit's unit itself, the latest session first.
    pub fn observers_of(
        &mut self,
        permit: &Permit<ReadAssessments>,
        limit: i64,
    ) -> Result<Vec<ObservationLine>> {
        let rows: Vec<Row> = observations!()
            .filter(observation::unit_id.eq(permit.unit().0))
            .order((round::number.desc(), observation::session_on.desc(), observation::id.asc()))
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(ObservationLine::try_from).collect()
    }

    /// Who was sent to hear the leading group of the permit's unit in a round of its own, in the order of the acts.
    pub fn leaders_hearers(
        &mut self,
        permit: &Permit<HearLeaders>,
        round: RoundId,
    ) -> Result<Vec<(AccountId, ObservationLine)>> {
        let own = permit.unit().0;
        let sent: Vec<(i64, i64)> = observation::table
            .filter(observation::unit_id.eq(own).and(observation::round_id.eq(round.0)))
            .select((observation::id, observation::assessor_id))
            .load(self.connection)?;
        let rows: Vec<Row> = observations!()
            .filter(observation::unit_id.eq(own).and(observation::round_id.eq(round.0)))
            .order(observation::id.asc())
            .load(self.connection)?;
        let mut lines = Vec::new();
        for row in rows {
            let who = sent.iter().find(|(id, _)| *id == row.id).map_or(0, |(_, who)| *who);
            lines.push((AccountId(who), row.try_into()?));
        }
        Ok(lines)
    }

    /// The permit's observation, as a list shows it.
    pub fn observation_line(
        &mut self,
        permit: &Permit<ReadAssessments, ObservationId>,
    ) -> Result<ObservationLine> {
        let row: Option<Row> = observations!()
            .filter(observation::id.eq(permit.key().0).and(observation::unit_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Sessions with a known day to which the permit's account is sent, the earliest first.
    pub fn own_observations(
        &mut self,
        permit: &Permit<ReadDesk>,
        limit: i64,
    ) -> Result<Vec<ObservationLine>> {
        let Some(own) = permit.account() else { return Ok(Vec::new()) };
        let rows: Vec<Row> = observations!()
            .filter(observation::assessor_id.eq(own.0).and(observation::session_on.is_not_null()))
            .order((observation::session_on.asc(), observation::id.asc()))
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(ObservationLine::try_from).collect()
    }

    /// The direct subordinates of the permit's unit that exist on its day, with the day of their session and who is sent
    /// there in a round.
    pub fn units_to_observe<A: ProposesObservers>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
    ) -> Result<Vec<UnitToObserve>> {
        let day = permit.on().to_string();
        let newest = plan::round_id.eq(round.0).and(plan::unit_id.eq(unit::id)).and(plan::latest.eq(true));
        let rows: Vec<FoundRow> = unit::table
            .left_join(plan::table.on(newest))
            .filter(unit::parent_id.eq(permit.unit().0))
            .filter(unit::closed_on.is_null().or(unit::closed_on.assume_not_null().gt(&day)))
            .order(unit::lo.asc())
            .select((unit::id, unit::lo, unit::hi, unit::code, unit::name, plan::session_on.nullable()))
            .load(self.connection)?;
        let sent: Vec<(i64, i64)> = observation::table
            .inner_join(unit::table)
            .filter(observation::round_id.eq(round.0).and(unit::parent_id.eq(permit.unit().0)))
            .filter(observation_manned())
            .order(observation::id.asc())
            .select((observation::unit_id, observation::assessor_id))
            .load(self.connection)?;
        let mut by_unit: BTreeMap<i64, Vec<AccountId>> = BTreeMap::new();
        for (unit, assessor) in sent {
            by_unit.entry(unit).or_default().push(AccountId(assessor));
        }
        rows.into_iter()
            .map(|row| {
                let sent = by_unit.remove(&row.id).unwrap_or_default();
                row.read(sent)
            })
            .collect()
    }

    /// How often each assessor was sent in a round of the permit's unit.
    pub fn observer_load<A: ProposesObservers>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
    ) -> Result<BTreeMap<AccountId, i64>> {
        let rows: Vec<(i64, i64)> = observation::table
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .group_by(observation::assessor_id)
            .select((observation::assessor_id, count_star()))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(account, count)| (AccountId(account), count)).collect())
    }
}
