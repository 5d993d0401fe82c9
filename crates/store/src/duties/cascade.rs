//! The cascade: per tier beneath a unit, how many units stand where, and exactly which.

use crate::{
    Reader,
    duties::cascade_rounds::rounds_beneath,
    error::Result,
    in_force::duty_in_force,
    ledger::findings::problem::counted,
    plans::plan::plan_approved,
    schema::{duty, duty_tally, measure_standing, plan, problem, seminar, unit},
    sessions::standing::session_stood,
};
use diesel::{
    dsl::{count_star, exists, not},
    prelude::*,
    sql_types::Bool,
};
use earnest_model::{
    Date,
    duties::cascade::{CascadeStage, TierLine},
    id::{ProgrammeId, UnitId},
    ledger::measures::measure::MeasureState,
    permit::{Permit, ReadFigures},
    span::Span,
};
use std::collections::BTreeMap;

/// A unit in the list behind a number of the cascade: place in the tree, code, name, class, its parent's name.
pub type CascadeUnit = (i64, String, String, String, String);

/// Of when a cascade is told, and of which round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CascadeWhen {
    /// The day on which duties are in force and acknowledged.
    pub day: Date,
    /// The round; without one whatever was ever planned, done and verified counts.
    pub round: Option<CascadeRound>,
}

/// A round as the tiers beneath its organiser go through it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CascadeRound {
    /// Its programme.
    pub programme: ProgrammeId,
    /// Its number.
    pub number: i32,
    /// The first day on which measures count as moved on in it.
    pub from: Date,
    /// The last one.
    pub until: Date,
}

/// How far the duties have come in a tier of the subtree of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildTally {
    /// The unit directly beneath.
    pub unit: UnitId,
    /// The tier, its own or one beneath it.
    pub tier: i32,
    /// Units with a duty.
    pub units: i64,
    /// Of these, units that acknowledged all of theirs.
    pub whole: i64,
    /// Units that acknowledged nothing.
    pub silent: i64,
}

/// Which units of a stage are listed.
#[derive(Debug, Clone, Copy)]
pub struct CascadeList {
    /// Where they stand.
    pub stage: CascadeStage,
    /// Of which tier; of all if absent.
    pub tier: Option<i32>,
    /// Whether the unit itself is one of them.
    pub own: bool,
}

/// What is wanted of a stage: how many units of each tier, the place and tier of each, how many in a list, or those after
/// a place.
#[derive(Clone, Copy)]
enum Wanted {
    PerTier,
    Places,
    Count(CascadeList),
    Units(CascadeList, i64, i64),
}

enum Given {
    PerTier(Vec<(i32, i64)>),
    Places(Vec<(i64, i32)>),
    Count(i64),
    Units(Vec<(i64, String, String, String, Option<String>)>),
}

diesel::alias!(unit as above: Above);

/// One filter for the count and for the list.
macro_rules! serve {
    ($connection:expr, $span:expr, $day:expr, $wanted:expr, $is:expr) => {{
        // Who was there on the day, whatever became of the unit since.
        let open = unit::opened_on
            .is_null()
            .or(unit::opened_on.le($day))
            .and(unit::closed_on.is_null().or(unit::closed_on.gt($day)));
        let beneath = |own: bool| unit::lo.ge($span.lo + i64::from(!own)).and(unit::lo.le($span.hi));
        let tiers = |list: CascadeList| {
            let (from, until) = list.tier.map_or((0, i32::MAX), |tier| (tier, tier));
            unit::tier.between(from, until)
        };
        match $wanted {
            Wanted::PerTier => Given::PerTier(
                unit::table
                    .filter(beneath(false))
                    .filter(open)
                    .filter($is)
                    .group_by(unit::tier)
                    .select((unit::tier, count_star()))
                    .load($connection)?,
            ),
            Wanted::Places => Given::Places(
                unit::table
                    .filter(beneath(false))
                    .filter(open)
                    .filter($is)
                    .select((unit::lo, unit::tier))
                    .load($connection)?,
            ),
            Wanted::Count(list) => Given::Count(
                unit::table
                    .filter(beneath(list.own))
                    .filter(open)
                    .filter(tiers(list))
                    .filter($is)
                    .count()
                    .get_result($connection)?,
            ),
            Wanted::Units(list, after, limit) => Given::Units(
                unit::table
                    .left_join(above.on(above.field(unit::id).nullable().eq(unit::parent_id)))
                    .filter(beneath(list.own))
                    .filter(open)
                    .filter(tiers(list).and(unit::lo.gt(after)))
                    .filter($is)
                    .order(unit::lo.asc())
                    .limit(limit)
                    .select((
                        unit::lo,
                        unit::code,
                        unit::name,
                        unit::class,
                        above.field(unit::name).nullable(),
                    ))
                    .load($connection)?,
            ),
        }
    }};
}

/// What is kept of a tier beneath a unit: unit, tier, units with a duty, those that acknowledged all of theirs, silent ones,
/// and the last day on which they change.
type Kept = (i64, i32, i64, i64, i64, String);

impl Reader<'_> {
    /// The tiers beneath the permit's unit, from the top.
    pub fn cascade(&mut self, permit: &Permit<ReadFigures>, when: &CascadeWhen) -> Result<Vec<TierLine>> {
        self.remembered("cascade", &(permit, when), |reader| reader.cascade_now(permit, when))
    }

    fn cascade_now(&mut self, permit: &Permit<ReadFigures>, when: &CascadeWhen) -> Result<Vec<TierLine>> {
        let mut lines: BTreeMap<i32, TierLine> = BTreeMap::new();
        let mut set = |tier: i32, stage, units| {
            lines.entry(tier).or_insert(TierLine { tier, ..TierLine::default() }).set(stage, units);
        };
        let kept: Vec<Kept> = duty_tally::table
            .filter(duty_tally::unit_id.eq(permit.unit().0))
            .select(kept_columns())
            .load(self.connection)?;
        let counted = [CascadeStage::Asked, CascadeStage::Acknowledged, CascadeStage::Silent];
        let is_kept = of_the_day(&kept, when.day);
        for stage in CascadeStage::ALL.iter().filter(|stage| !is_kept || !counted.contains(stage)) {
            let Given::PerTier(rows) = self.stage(permit, (*stage, when), Wanted::PerTier)? else { continue };
            rows.into_iter().for_each(|(tier, units)| set(tier, *stage, units));
        }
        for (_, tier, asked, acknowledged, silent, _) in kept.into_iter().filter(|_| is_kept) {
            set(tier, CascadeStage::Asked, asked);
            set(tier, CascadeStage::Acknowledged, acknowledged);
            set(tier, CascadeStage::Silent, silent);
        }
        Ok(lines.into_values().collect())
    }

    /// How many units stand behind a number of the cascade, by the very filter that lists them.
    pub fn cascade_count(
        &mut self,
        permit: &Permit<ReadFigures>,
        list: CascadeList,
        when: &CascadeWhen,
    ) -> Result<i64> {
        match self.stage(permit, (list.stage, when), Wanted::Count(list))? {
            Given::Count(count) => Ok(count),
            Given::PerTier(_) | Given::Units(_) | Given::Places(_) => Ok(0),
        }
    }

    /// The units behind a number of the cascade, in the order of the tree: at most so many after a place.
    pub fn cascade_units(
        &mut self,
        permit: &Permit<ReadFigures>,
        list: CascadeList,
        when: &CascadeWhen,
        (after, limit): (i64, i64),
    ) -> Result<Vec<CascadeUnit>> {
        match self.stage(permit, (list.stage, when), Wanted::Units(list, after, limit))? {
            Given::Units(units) => Ok(units
                .into_iter()
                .map(|(place, code, name, class, parent)| {
                    (place, code, name, class, parent.unwrap_or_default())
                })
                .collect()),
            Given::PerTier(_) | Given::Count(_) | Given::Places(_) => Ok(Vec::new()),
        }
    }

    fn stage(
        &mut self,
        permit: &Permit<ReadFigures>,
        (stage, when): (CascadeStage, &CascadeWhen),
        wanted: Wanted,
    ) -> Result<Given> {
        let (span, day): (Span, String) = (permit.span(), when.day.to_string());
        let day = day.as_str();
        let connection = &mut *self.connection;
        let in_force = || duty::table.filter(duty_in_force(day));
        let asked = || unit::id.eq_any(in_force().select(duty::unit_id));
        let here = || in_force().filter(duty::unit_id.eq(unit::id));
        let taken = || exists(here().filter(duty::acknowledged_on.le(day)));
        let open =
            || exists(here().filter(duty::acknowledged_on.is_null().or(duty::acknowledged_on.gt(day))));
        // Without a round whatever was ever done counts.
        let ever = || when.round.is_none().into_sql::<Bool>();
        let (from, until) = match &when.round {
            Some(round) => (round.from.to_string(), round.until.min(when.day).to_string()),
            None => (String::new(), day.to_owned()),
        };
        let moved = || {
            measure_standing::table
                .inner_join(problem::table.on(problem::id.eq(measure_standing::problem_id)))
                .filter(counted())
                .filter(measure_standing::from_on.between(from.clone(), until.clone()))
        };
        Ok(match stage {
            CascadeStage::Units => serve!(connection, span, day, wanted, unit::id.gt(0)),
            CascadeStage::Asked => serve!(connection, span, day, wanted, asked()),
            CascadeStage::Acknowledged => {
                serve!(connection, span, day, wanted, asked().and(not(open())))
            }
            CascadeStage::Silent => {
                serve!(connection, span, day, wanted, asked().and(not(taken())))
            }
            CascadeStage::Unasked => {
                serve!(connection, span, day, wanted, not(exists(here())))
            }
            CascadeStage::Planned => {
                let rounds =
                    rounds_beneath(connection, when.round.as_ref().map(|of| (of.programme, of.number)))?;
                let approved = plan::table
                    .filter(plan::latest.eq(true).and(plan_approved()).and(plan::entered_on.le(day)))
                    .filter(plan::round_id.eq_any(rounds).or(ever()))
                    .select(plan::unit_id);
                serve!(connection, span, day, wanted, unit::id.eq_any(approved))
            }
            CascadeStage::Acting => {
                let rounds =
                    rounds_beneath(connection, when.round.as_ref().map(|of| (of.programme, of.number)))?;
                let held = seminar::table
                    .filter(seminar::held_on.le(day).and(session_stood(day.to_owned())))
                    .filter(seminar::round_id.assume_not_null().eq_any(rounds).or(ever()))
                    .select(seminar::unit_id);
                let worked = moved()
                    .filter(measure_standing::state.ne(MeasureState::Registered.key()))
                    .select(measure_standing::unit_id);
                serve!(connection, span, day, wanted, unit::id.eq_any(held).or(unit::id.eq_any(worked)))
            }
            CascadeStage::Verified => {
                let closed = moved()
                    .filter(measure_standing::state.eq_any(MeasureState::closed_keys()))
                    .select(measure_standing::unit_id);
                serve!(connection, span, day, wanted, unit::id.eq_any(closed))
            }
        })
    }

    /// How far the duties have come in each tier at and beneath each unit directly beneath the permit's unit.
    pub fn duties_of_children(
        &mut self,
        permit: &Permit<ReadFigures>,
        when: &CascadeWhen,
    ) -> Result<Vec<ChildTally>> {
        self.remembered("duties_of_children", &(permit, when), |reader| {
            reader.duties_of_children_now(permit, when)
        })
    }

    fn duties_of_children_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        when: &CascadeWhen,
    ) -> Result<Vec<ChildTally>> {
        let parent = permit.unit().0;
        let beneath: Vec<Kept> = duty_tally::table
            .inner_join(unit::table)
            .filter(unit::parent_id.eq(parent))
            .select(kept_columns())
            .load(self.connection)?;
        if !of_the_day(&beneath, when.day) {
            return self.duties_of_children_counted(permit, when);
        }
        let own: Vec<(i64, i32, i64, i64)> = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(unit::parent_id.eq(parent).and(duty_in_force(&when.day.to_string())))
            .group_by((unit::id, unit::tier))
            .select((unit::id, unit::tier, count_star(), diesel::dsl::count(duty::acknowledged_on)))
            .load(self.connection)?;
        let own = own.into_iter().map(|(unit, tier, laid, taken)| ChildTally {
            unit: UnitId(unit),
            tier,
            units: 1,
            whole: i64::from(laid == taken),
            silent: i64::from(taken == 0),
        });
        let tally = |(unit, tier, units, whole, silent, _): Kept| ChildTally {
            unit: UnitId(unit),
            tier,
            units,
            whole,
            silent,
        };
        Ok(own.chain(beneath.into_iter().map(tally)).collect())
    }

    /// The same of a day for which nothing is kept: a past one, or one before a handing over that is known already.
    fn duties_of_children_counted(
        &mut self,
        permit: &Permit<ReadFigures>,
        when: &CascadeWhen,
    ) -> Result<Vec<ChildTally>> {
        let children: Vec<(i64, i64, i64)> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0))
            .order(unit::lo.asc())
            .select((unit::id, unit::lo, unit::hi))
            .load(self.connection)?;
        let mut all: BTreeMap<(i64, i32), ChildTally> = BTreeMap::new();
        for stage in [CascadeStage::Asked, CascadeStage::Acknowledged, CascadeStage::Silent] {
            let Given::Places(rows) = self.stage(permit, (stage, when), Wanted::Places)? else { continue };
            for (lo, tier) in rows {
                let before = children.partition_point(|(_, from, _)| *from <= lo);
                let Some((id, ..)) =
                    before.checked_sub(1).and_then(|place| children.get(place)).filter(|child| lo <= child.2)
                else {
                    continue;
                };
                let none = ChildTally { unit: UnitId(*id), tier, units: 0, whole: 0, silent: 0 };
                let tally = all.entry((*id, tier)).or_insert(none);
                match stage {
                    CascadeStage::Asked => tally.units += 1,
                    CascadeStage::Acknowledged => tally.whole += 1,
                    _ => tally.silent += 1,
                }
            }
        }
        Ok(all.into_values().collect())
    }
}

/// Whether what is kept is so on a day: nothing in it changes after it.
fn of_the_day(kept: &[Kept], day: Date) -> bool {
    let day = day.to_string();
    kept.iter().all(|(.., touched)| *touched <= day)
}

type KeptColumns = (
    duty_tally::unit_id,
    duty_tally::tier,
    duty_tally::units,
    duty_tally::whole,
    duty_tally::silent,
    duty_tally::touched_on,
);

fn kept_columns() -> KeptColumns {
    (
        duty_tally::unit_id,
        duty_tally::tier,
        duty_tally::units,
        duty_tally::whole,
        duty_tally::silent,
        duty_tally::touched_on,
    )
}
