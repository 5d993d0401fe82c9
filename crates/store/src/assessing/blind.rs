//! Who marks blind: sheets and ratings that somebody may not see while they owe a sheet of their own.

use crate::{
    Reader,
    assessing::{observation::observation_owed, second_mark::owed_by},
    error::Result,
    opens::opens,
    programmes::round::round_assessable,
    schema::{observation, round, second_mark},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, ObservationId, RoundId, SpotCheckId, UnitId},
    permit::Permit,
};

/// Materials and sessions that an account is to mark without seeing what others made of them: it owes a sheet there, and
/// the round still takes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarksBlind {
    checks: Vec<(RoundId, UnitId, SpotCheckId)>,
    sessions: Vec<(RoundId, UnitId, ObservationId)>,
}

impl MarksBlind {
    /// Whether the rating of a unit in a round is hidden.
    pub fn hides_rating(&self, round: RoundId, unit: UnitId) -> bool {
        self.checks.iter().any(|(of, at, _)| (*of, *at) == (round, unit))
            || self.sessions.iter().any(|(of, at, _)| (*of, *at) == (round, unit))
    }

    /// Spot checks of which sheets and ratings are hidden.
    pub(crate) fn checks(&self) -> Vec<i64> {
        self.checks.iter().map(|(.., check)| check.0).collect()
    }

    /// Observations of which sheets are hidden: all of a session of which the account owes one.
    pub(crate) fn sessions(&self) -> Vec<i64> {
        self.sessions.iter().map(|(.., observation)| observation.0).collect()
    }

    /// Rounds in which the rating of a unit is hidden.
    pub(crate) fn rounds_of(&self, unit: UnitId) -> Vec<i64> {
        let checks = self.checks.iter().map(|(round, at, _)| (round, at));
        let sessions = self.sessions.iter().map(|(round, at, _)| (round, at));
        checks.chain(sessions).filter(|(_, at)| **at == unit).map(|(round, _)| round.0).collect()
    }
}

opens! {
    /// What shows sheets and ratings, but for those that somebody marks blind.
    HidesMarks: ReadAssessments, ReadFigures
}

impl Reader<'_> {
    /// What the permit's account marks blind.
    pub fn marks_blind<A: HidesMarks, K: Copy>(&mut self, permit: &Permit<A, K>) -> Result<MarksBlind> {
        let Some(account) = permit.account() else { return Ok(MarksBlind::default()) };
        let rows: Vec<(i64, i64, i64)> = second_mark::table
            .inner_join(round::table)
            .filter(round_assessable())
            .filter(owed_by(account))
            .select((second_mark::round_id, second_mark::unit_id, second_mark::spot_check_id))
            .load(self.connection)?;
        let keys = |(round, unit, check)| (RoundId(round), UnitId(unit), SpotCheckId(check));
        let checks = rows.into_iter().map(keys).collect();
        Ok(MarksBlind { checks, sessions: self.sessions_blind(account)? })
    }

    /// Observations of sessions of which an account owes a sheet.
    fn sessions_blind(&mut self, account: AccountId) -> Result<Vec<(RoundId, UnitId, ObservationId)>> {
        let owed: Vec<(i64, i64)> = observation::table
            .inner_join(round::table)
            .filter(observation::assessor_id.eq(account.0))
            .filter(observation_owed())
            .filter(round_assessable())
            .select((observation::round_id, observation::unit_id))
            .load(self.connection)?;
        if owed.is_empty() {
            return Ok(Vec::new());
        }
        let (rounds, units): (Vec<i64>, Vec<i64>) = owed.iter().copied().unzip();
        let all: Vec<(i64, i64, i64)> = observation::table
            .filter(observation::round_id.eq_any(rounds).and(observation::unit_id.eq_any(units)))
            .select((observation::round_id, observation::unit_id, observation::id))
            .load(self.connection)?;
        let same = all.into_iter().filter(|(round, unit, _)| owed.contains(&(*round, *unit)));
        Ok(same.map(|(round, unit, id)| (RoundId(round), UnitId(unit), ObservationId(id))).collect())
    }
}
