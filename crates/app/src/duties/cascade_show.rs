//! Show the cascade: how far duties went down the tiers beneath a unit, where they stopped, and which units are silent.

use crate::{Context, Result, counting, home::permit_or_home, permit_at};
use earnest_model::{
    duties::cascade::{CascadeStage, TierLine},
    figures::count::Count,
    permit::{ReadFigures, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::{CascadeList, CascadeUnit, ChildTally, ChildUnit};

/// The cascade beneath a unit.
#[derive(Debug, Clone)]
pub struct Cascade {
    /// The unit.
    pub unit: Unit,
    /// The tiers beneath it, from the top.
    pub lines: Vec<TierLine>,
    /// The units directly beneath it, each with the tiers of its own subtree.
    pub children: Vec<(ChildUnit, Vec<TierLine>)>,
}

/// The most units of the second table.
const MOST: i64 = 300;

/// Shows the cascade beneath a unit, or the actor's home.
pub fn show_cascade(context: &Context<'_>, unit: Option<&str>) -> Result<Cascade> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, unit)?;
    let programme = permit_at::<ReadProgramme>(context, permit.target())?;
    let tallies = reader.duties_of_children(&permit)?;
    // No duty is laid on a unit that is closed.
    let children = reader.children(&programme, -1, MOST)?.into_iter();
    let children = children.filter(|child| child.unit.closed.is_none());
    Ok(Cascade {
        unit: reader.unit(&programme)?,
        lines: reader.cascade(&permit)?,
        children: children
            .map(|child| {
                let lines = lines(&child, &tallies);
                (child, lines)
            })
            .collect(),
    })
}

/// The tiers of one child: units that were asked stand for all there are.
fn lines(child: &ChildUnit, tallies: &[ChildTally]) -> Vec<TierLine> {
    let of = tallies.iter().filter(|tally| tally.unit == child.unit.id && tally.units > 0);
    let line = |tally: &ChildTally| {
        let mut line = TierLine { tier: tally.tier, ..TierLine::default() };
        line.set(CascadeStage::Units, tally.units);
        line.set(CascadeStage::Asked, tally.units);
        line.set(CascadeStage::Acknowledged, tally.whole);
        line.set(CascadeStage::Silent, tally.silent);
        line
    };
    let mut lines: Vec<_> = of.map(line).collect();
    lines.sort_by_key(|line| line.tier);
    lines
}

/// The units of a stage in these tiers together.
pub fn counted(lines: &[TierLine], stage: CascadeStage) -> Count<CascadeStage> {
    let units = lines.iter().map(|line| line.count(stage)).sum::<i64>();
    counting::counted(stage, u64::try_from(units).unwrap_or_default())
}

/// Which units of the cascade are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Code of the unit beneath which; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Where they stand.
    pub stage: CascadeStage,
    /// Of which tier; of all if absent.
    pub tier: Option<i32>,
    /// Whether the unit itself is one of them.
    pub own: bool,
    /// The place in the tree after which the page begins.
    pub after: Option<i64>,
    /// The most.
    pub limit: i64,
}

/// A page of units behind a number.
#[derive(Debug, Clone)]
pub struct CascadeUnits {
    /// The unit beneath which they are.
    pub unit: Unit,
    /// They.
    pub units: Vec<CascadeUnit>,
    /// How many there are in all.
    pub total: i64,
    /// Where the next page begins.
    pub next: Option<i64>,
}

/// Lists exactly the units behind a number of the cascade.
pub fn list_cascade(context: &Context<'_>, wanted: Wanted<'_>) -> Result<CascadeUnits> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, wanted.unit)?;
    let after = wanted.after.unwrap_or(-1);
    let list = CascadeList { stage: wanted.stage, tier: wanted.tier, own: wanted.own };
    let mut units = reader.cascade_units(&permit, list, after, wanted.limit + 1)?;
    let more = units.len() as i64 > wanted.limit;
    units.truncate(usize::try_from(wanted.limit).unwrap_or_default());
    let next = units.last().filter(|_| more).map(|last| last.0);
    Ok(CascadeUnits {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?,
        total: reader.cascade_count(&permit, list)?,
        units,
        next,
    })
}
