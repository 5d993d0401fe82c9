//! What the board shows of the units beneath a unit besides its figures: one grouped query per column, none per row.

use crate::{
    Reader,
    duties::cascade::ChildTally,
    error::Result,
    ledger::findings::problem::counted,
    schema::{measure, observation, plan, problem, programme, rating, round, seminar, unit},
};
use diesel::{
    dsl::{count_star, max},
    prelude::*,
};
use earnest_model::{
    Date,
    id::{ProgrammeId, RoundId, UnitId},
    permit::{Permit, ReadAssessments, ReadFigures, ReadLedger},
};

/// A round that a unit is subject to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRound {
    /// The round.
    pub id: RoundId,
    /// Its number.
    pub number: i32,
    /// Its topic.
    pub topic: String,
    /// Its state's word.
    pub state: String,
    /// Who organises it.
    pub organiser: UnitId,
    /// Code of that unit.
    pub organiser_code: String,
    /// The programme that it belongs to.
    pub programme: ProgrammeId,
}

/// So many of a unit's records are in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The unit on the board.
    pub unit: UnitId,
    /// The word of the state.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// A rating in a unit's list: round number, key, grade, exact score.
pub type UnitRating = (i32, i64, String, Option<String>);

/// How far duties have come in a unit's subtree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acknowledged {
    /// The unit on the board.
    pub unit: UnitId,
    /// Duties laid on units of its subtree.
    pub laid: i64,
    /// Of these, acknowledged.
    pub acknowledged: i64,
    /// The lowest tier with an acknowledged one.
    pub tier: Option<i32>,
}

/// The columns of a board, each as rows of its own.
#[derive(Debug, Clone, Default)]
pub struct BoardColumns {
    /// How far the duties have come in each subtree.
    pub duties: Vec<Acknowledged>,
    /// The state of each unit's latest plan, with its version.
    pub plans: Vec<Tally>,
    /// The last day of each unit's sessions in the round.
    pub seminars: Vec<(UnitId, String)>,
    /// Observers sent to each unit.
    pub observations: Vec<Tally>,
    /// Grade and exact score of each unit.
    pub ratings: Vec<(UnitId, String, Option<String>)>,
}

fn tallies(rows: Vec<(i64, String, i64)>) -> Vec<Tally> {
    rows.into_iter().map(|(unit, state, count)| Tally { unit: UnitId(unit), state, count }).collect()
}

impl Reader<'_> {
    /// The rounds that the permit's unit is subject to: those of the nearest organiser at or above it, by number.
    pub fn board_rounds(&mut self, permit: &Permit<ReadFigures>) -> Result<Vec<BoardRound>> {
        self.rounds_told(permit, None, permit.on())
    }

    /// The rounds of a unit, or of the nearest organiser at or above the permit's unit: those of its latest programme
    /// that had begun by a day, by number.
    pub fn rounds_told(
        &mut self,
        permit: &Permit<ReadFigures>,
        organiser: Option<UnitId>,
        day: Date,
    ) -> Result<Vec<BoardRound>> {
        type Row = (i64, i32, String, String, i64, i64, String);
        let span = permit.span();
        let mut query = round::table
            .inner_join(unit::table.on(unit::id.eq(round::organiser_id)))
            .inner_join(programme::table.on(programme::id.eq(round::programme_id)))
            .filter(programme::started_on.le(day.to_string()))
            .order((unit::lo.desc(), programme::started_on.desc(), programme::id.desc(), round::number.asc()))
            .select((
                round::id,
                round::number,
                round::topic,
                round::state,
                round::organiser_id,
                round::programme_id,
                unit::code,
            ))
            .into_boxed();
        query = match organiser {
            Some(organiser) => query.filter(round::organiser_id.eq(organiser.0)),
            None => query.filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi))),
        };
        let rows: Vec<Row> = query.load(self.connection)?;
        let nearest = rows.first().map(|row| (row.4, row.5));
        let of_nearest = rows.into_iter().filter(|row| Some((row.4, row.5)) == nearest);
        let round = |(id, number, topic, state, organiser, programme, organiser_code): Row| BoardRound {
            id: RoundId(id),
            number,
            topic,
            state,
            organiser: UnitId(organiser),
            organiser_code,
            programme: ProgrammeId(programme),
        };
        Ok(of_nearest.map(round).collect())
    }

    /// The columns for the units directly beneath the permit's unit, in a round.
    pub fn board(&mut self, permit: &Permit<ReadFigures>, round: Option<RoundId>) -> Result<BoardColumns> {
        let mut columns = BoardColumns { duties: self.board_duties(permit)?, ..BoardColumns::default() };
        if let Some(round) = round {
            self.board_round(permit, round, &mut columns)?;
        }
        Ok(columns)
    }

    fn board_round(
        &mut self,
        permit: &Permit<ReadFigures>,
        round: RoundId,
        columns: &mut BoardColumns,
    ) -> Result<()> {
        let parent = permit.unit().0;
        let plans: Vec<(i64, String, i32)> = plan::table
            .inner_join(unit::table)
            .filter(unit::parent_id.eq(parent).and(plan::round_id.eq(round.0)).and(plan::latest.eq(true)))
            .select((plan::unit_id, plan::state, plan::version))
            .load(self.connection)?;
        columns.plans =
            tallies(plans.into_iter().map(|(unit, state, version)| (unit, state, version.into())).collect());
        let seminars: Vec<(i64, Option<String>)> = seminar::table
            .inner_join(unit::table)
            .filter(unit::parent_id.eq(parent).and(seminar::round_id.eq(round.0)))
            .group_by(seminar::unit_id)
            .select((seminar::unit_id, max(seminar::held_on)))
            .load(self.connection)?;
        columns.seminars =
            seminars.into_iter().filter_map(|(unit, day)| Some((UnitId(unit), day?))).collect();
        let observations = observation::table
            .inner_join(unit::table)
            .filter(unit::parent_id.eq(parent).and(observation::round_id.eq(round.0)))
            .group_by((observation::unit_id, observation::state))
            .select((observation::unit_id, observation::state, count_star()))
            .load(self.connection)?;
        columns.observations = tallies(observations);
        let ratings: Vec<(i64, String, Option<String>)> = rating::table
            .inner_join(unit::table)
            .filter(unit::parent_id.eq(parent).and(rating::round_id.eq(round.0)))
            .select((rating::unit_id, rating::grade, rating::score))
            .load(self.connection)?;
        let blind = self.marks_blind(permit)?;
        columns.ratings = ratings
            .into_iter()
            .map(|(unit, grade, score)| (UnitId(unit), grade, score))
            .filter(|(unit, ..)| !blind.hides_rating(round, *unit))
            .collect();
        Ok(())
    }

    fn board_duties(&mut self, permit: &Permit<ReadFigures>) -> Result<Vec<Acknowledged>> {
        let mut all: Vec<Acknowledged> = Vec::new();
        for ChildTally { unit, tier, laid, acknowledged, .. } in self.duties_of_children(permit)? {
            let reached = (acknowledged > 0).then_some(tier);
            match all.iter_mut().find(|row| row.unit == unit) {
                Some(row) => {
                    row.laid += laid;
                    row.acknowledged += acknowledged;
                    row.tier = row.tier.max(reached);
                }
                None => all.push(Acknowledged { unit, laid, acknowledged, tier: reached }),
            }
        }
        all.retain(|row| row.laid > 0);
        Ok(all)
    }

    /// The ratings of the permit's unit itself: round number, key, grade, exact score; the newest round first.
    pub fn ratings_of_unit(&mut self, permit: &Permit<ReadAssessments>) -> Result<Vec<UnitRating>> {
        let hidden = self.marks_blind(permit)?.rounds_of(permit.unit());
        Ok(rating::table
            .inner_join(round::table)
            .filter(rating::unit_id.eq(permit.unit().0).and(rating::round_id.ne_all(hidden)))
            .order(rating::id.desc())
            .limit(50)
            .select((round::number, rating::id, rating::grade, rating::score))
            .load(self.connection)?)
    }

    /// How many measures of the permit's unit itself are in each state.
    pub fn measures_by_state(&mut self, permit: &Permit<ReadLedger>) -> Result<Vec<(String, i64)>> {
        Ok(measure::table
            .inner_join(problem::table)
            .filter(measure::unit_id.eq(permit.unit().0))
            .filter(counted())
            .group_by(measure::state)
            .select((measure::state, count_star()))
            .order(measure::state.asc())
            .load(self.connection)?)
    }
}
