//! The cascade: per tier beneath a unit, how many units stand where, and exactly which.

use crate::{
    Reader,
    error::Result,
    ledger::{
        findings::problem::counted,
        measures::measure::{measure_begun, measure_closed},
    },
    plans::plan::plan_approved,
    schema::{duty, duty_tally, measure, plan, problem, seminar, unit},
    sessions::standing::session_stands,
};
use diesel::{
    dsl::{count, count_star, exists, not},
    prelude::*,
};
use earnest_model::{
    duties::cascade::{CascadeStage, TierLine},
    id::UnitId,
    permit::{Permit, ReadFigures},
    span::Span,
};
use std::collections::BTreeMap;

/// A unit in the list behind a number of the cascade: place in the tree, code, name, class, its parent's name.
pub type CascadeUnit = (i64, String, String, String, String);

/// How far the duties have come in a tier of the subtree of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildTally {
    /// The unit directly beneath.
    pub unit: UnitId,
    /// The tier, its own or one beneath it.
    pub tier: i32,
    /// Duties in force.
    pub laid: i64,
    /// Of these, acknowledged.
    pub acknowledged: i64,
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

/// What is wanted of a stage: how many units of each tier, how many in a list, or those after a place.
#[derive(Clone, Copy)]
enum Wanted {
    PerTier,
    Count(CascadeList),
    Units(CascadeList, i64, i64),
}

enum Given {
    PerTier(Vec<(i32, i64)>),
    Count(i64),
    Units(Vec<(i64, String, String, String, Option<String>)>),
}

diesel::alias!(unit as above: Above);

/// One filter for the count and for the list.
macro_rules! serve {
    ($connection:expr, $span:expr, $day:expr, $wanted:expr, $is:expr) => {{
        let open = unit::opened_on.is_null().or(unit::opened_on.le($day));
        let beneath = |own: bool| unit::lo.ge($span.lo + i64::from(!own)).and(unit::lo.le($span.hi));
        let tiers = |list: CascadeList| {
            let (from, until) = list.tier.map_or((0, i32::MAX), |tier| (tier, tier));
            unit::tier.between(from, until)
        };
        match $wanted {
            Wanted::PerTier => Given::PerTier(
                unit::table
                    .filter(beneath(false))
                    .filter(open.and(unit::closed_on.is_null()))
                    .filter($is)
                    .group_by(unit::tier)
                    .select((unit::tier, count_star()))
                    .load($connection)?,
            ),
            Wanted::Count(list) => Given::Count(
                unit::table
                    .filter(beneath(list.own))
                    .filter(open.and(unit::closed_on.is_null()))
                    .filter(tiers(list))
                    .filter($is)
                    .count()
                    .get_result($connection)?,
            ),
            Wanted::Units(list, after, limit) => Given::Units(
                unit::table
                    .left_join(above.on(above.field(unit::id).nullable().eq(unit::parent_id)))
                    .filter(beneath(list.own))
                    .filter(open.and(unit::closed_on.is_null()))
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

impl Reader<'_> {
    /// The tiers beneath the permit's unit, from the top.
    pub fn cascade(&mut self, permit: &Permit<ReadFigures>) -> Result<Vec<TierLine>> {
        let mut lines: BTreeMap<i32, TierLine> = BTreeMap::new();
        let mut set = |tier: i32, stage, units| {
            lines.entry(tier).or_insert(TierLine { tier, ..TierLine::default() }).set(stage, units);
        };
        for stage in [
            CascadeStage::Units,
            CascadeStage::Planned,
            CascadeStage::Acting,
            CascadeStage::Verified,
            CascadeStage::Unasked,
        ] {
            let Given::PerTier(rows) = self.stage(permit, stage, Wanted::PerTier)? else { continue };
            rows.into_iter().for_each(|(tier, units)| set(tier, stage, units));
        }
        let kept: Vec<(i32, i64, i64, i64)> = duty_tally::table
            .filter(duty_tally::unit_id.eq(permit.unit().0))
            .select((duty_tally::tier, duty_tally::units, duty_tally::whole, duty_tally::silent))
            .load(self.connection)?;
        for (tier, asked, acknowledged, silent) in kept {
            set(tier, CascadeStage::Asked, asked);
            set(tier, CascadeStage::Acknowledged, acknowledged);
            set(tier, CascadeStage::Silent, silent);
        }
        Ok(lines.into_values().collect())
    }

    /// How many units stand behind a number of the cascade, by the very filter that lists them.
    pub fn cascade_count(&mut self, permit: &Permit<ReadFigures>, list: CascadeList) -> Result<i64> {
        match self.stage(permit, list.stage, Wanted::Count(list))? {
            Given::Count(count) => Ok(count),
            Given::PerTier(_) | Given::Units(_) => Ok(0),
        }
    }

    /// The units behind a number of the cascade, in the order of the tree, after a place.
    pub fn cascade_units(
        &mut self,
        permit: &Permit<ReadFigures>,
        list: CascadeList,
        after: i64,
        limit: i64,
    ) -> Result<Vec<CascadeUnit>> {
        match self.stage(permit, list.stage, Wanted::Units(list, after, limit))? {
            Given::Units(units) => Ok(units
                .into_iter()
                .map(|(place, code, name, class, parent)| {
                    (place, code, name, class, parent.unwrap_or_default())
                })
                .collect()),
            Given::PerTier(_) | Given::Count(_) => Ok(Vec::new()),
        }
    }

    fn stage(&mut self, permit: &Permit<ReadFigures>, stage: CascadeStage, wanted: Wanted) -> Result<Given> {
        let (span, day): (Span, String) = (permit.span(), permit.on().to_string());
        let day = day.as_str();
        let connection = &mut *self.connection;
        let in_force = || duty::table.filter(duty::ended_on.is_null());
        let asked = || unit::id.eq_any(in_force().select(duty::unit_id));
        let here = || in_force().filter(duty::unit_id.eq(unit::id));
        let open = || exists(here().filter(duty::acknowledged_on.is_null()));
        let taken = || exists(here().filter(duty::acknowledged_on.is_not_null()));
        let measures = || measure::table.inner_join(problem::table).filter(counted());
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
                let approved =
                    plan::table.filter(plan::latest.eq(true).and(plan_approved())).select(plan::unit_id);
                serve!(connection, span, day, wanted, unit::id.eq_any(approved))
            }
            CascadeStage::Acting => {
                let worked = measures().filter(measure_begun()).select(measure::unit_id);
                let held = unit::id.eq_any(seminar::table.filter(session_stands()).select(seminar::unit_id));
                serve!(connection, span, day, wanted, held.or(unit::id.eq_any(worked)))
            }
            CascadeStage::Verified => {
                let closed = measures().filter(measure_closed()).select(measure::unit_id);
                serve!(connection, span, day, wanted, unit::id.eq_any(closed))
            }
        })
    }

    /// How far the duties have come beneath each unit directly beneath the permit's unit, and on that unit itself.
    pub fn duties_of_children(&mut self, permit: &Permit<ReadFigures>) -> Result<Vec<ChildTally>> {
        let parent = permit.unit().0;
        let beneath: Vec<(i64, i32, i64, i64, i64, i64, i64)> = duty_tally::table
            .inner_join(unit::table)
            .filter(unit::parent_id.eq(parent))
            .select((
                duty_tally::unit_id,
                duty_tally::tier,
                duty_tally::laid,
                duty_tally::acknowledged,
                duty_tally::units,
                duty_tally::whole,
                duty_tally::silent,
            ))
            .load(self.connection)?;
        let own: Vec<(i64, i32, i64, i64)> = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(unit::parent_id.eq(parent).and(duty::ended_on.is_null()))
            .group_by((unit::id, unit::tier))
            .select((unit::id, unit::tier, count_star(), count(duty::acknowledged_on)))
            .load(self.connection)?;
        let own = own.into_iter().map(|(unit, tier, laid, taken)| {
            (unit, tier, laid, taken, 1, i64::from(laid == taken), i64::from(taken == 0))
        });
        let tally = |(unit, tier, laid, acknowledged, units, whole, silent)| ChildTally {
            unit: UnitId(unit),
            tier,
            laid,
            acknowledged,
            units,
            whole,
            silent,
        };
        Ok(own.chain(beneath).map(tally).collect())
    }
}
