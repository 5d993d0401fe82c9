//! Show the cascade: how far duties went down the tiers beneath a unit, where they stopped, and which units are silent.

use crate::{
    AppError, Context, Result, counting,
    figures::{
        board_show::round_shown,
        report_show::{Told, told},
    },
    home::permit_or_home,
    permit_at,
};
use earnest_model::{
    Date,
    duties::cascade::{CascadeStage, TierLine},
    figures::{count::Count, figure::Traced, figure_name::FigureName, question::missing},
    permit::{Permit, ReadFigures, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::{
    BoardRound, CascadeList, CascadeRound, CascadeUnit, CascadeWhen, ChildTally, ChildUnit, Reader, WhoseActs,
};

/// Of which unit and which round.
#[derive(Debug, Clone, Copy, Default)]
pub struct CascadeOf<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Code of the unit whose rounds are looked at; if absent, whose programme the unit is in.
    pub organiser: Option<&'a str>,
    /// Number of the round; the latest that has begun if absent.
    pub round: Option<i32>,
}

/// The cascade beneath a unit.
#[derive(Debug, Clone)]
pub struct Cascade {
    /// The unit.
    pub unit: Unit,
    /// Whose rounds are looked at.
    pub whose: WhoseActs,
    /// They.
    pub rounds: Vec<BoardRound>,
    /// The one that is looked at.
    pub round: Option<BoardRound>,
    /// The day of which it is: the last one of the round, or today.
    pub day: Date,
    /// The tiers beneath it, from the top.
    pub lines: Vec<TierLine>,
    /// The units directly beneath it, each with the tiers of its own subtree.
    pub children: Vec<(ChildUnit, Vec<TierLine>)>,
    /// Where the chain has a gap, as figures of today: nobody first responsible, never asked, laid on twice.
    pub gaps: Vec<Traced>,
}

/// The most units of the second table.
const MOST: i64 = 300;

/// Where the chain of duties has a gap.
pub const GAPS: [FigureName; 3] =
    [FigureName::FirstVacant, FigureName::UnitsUnasked, FigureName::DutiesTwice];

/// Shows the cascade beneath a unit, or the actor's home.
pub fn show_cascade(context: &Context<'_>, asked: CascadeOf<'_>) -> Result<Cascade> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, asked.unit)?;
    let programme = permit_at::<ReadProgramme>(context, permit.target())?;
    let (told, round, when) = looked_at(&mut reader, &permit, asked)?;
    let tallies = reader.duties_of_children(&permit, &when)?;
    // No duty is laid on a unit that is closed; of a round that is over those are told that were there on its day.
    let children = reader.children_of(&programme, (None, when.day), -1, MOST)?.into_iter();
    let children = children.filter(|child| child.unit.closed.is_none_or(|closed| when.day < closed));
    let gaps = GAPS.map(|name| told.trace(&permit, name, None, context.today));
    Ok(Cascade {
        unit: reader.unit(&programme)?,
        lines: reader.cascade(&permit, &when)?,
        children: children
            .map(|child| {
                let lines = lines(&child, &tallies);
                (child, lines)
            })
            .collect(),
        gaps: reader.figures(&permit, &gaps)?,
        whose: told.whose,
        rounds: told.rounds,
        round,
        day: when.day,
    })
}

/// The rounds of which one is looked at, that one, and the days in which something counts for it.
fn looked_at(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    asked: CascadeOf<'_>,
) -> Result<(Told, Option<BoardRound>, CascadeWhen)> {
    let today = permit.on();
    let told = told(reader, permit, (asked.organiser, None), today)?;
    let shown = round_shown(&told.rounds, asked.round, today).cloned();
    if let Some(number) = asked.round.filter(|_| shown.is_none()) {
        return Err(AppError::field("round", missing("round", number)));
    }
    let days = match &shown {
        Some(shown) => reader.locate_round(shown.id)?,
        None => None,
    };
    let round = days.map(|(round, _)| CascadeRound {
        programme: round.programme,
        number: round.number,
        from: round.opens_on,
        until: round.ends_on,
    });
    // Of a round that is over the day is its last one; one that has not begun is looked at from today.
    let over = round.as_ref().map(|round| round.until).filter(|until| *until < today);
    Ok((told, shown, CascadeWhen { day: over.unwrap_or(today), round }))
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
    /// Beneath which unit, in which round.
    pub of: CascadeOf<'a>,
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
    /// The day of which it is.
    pub day: Date,
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
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, wanted.of.unit)?;
    let (_, _, when) = looked_at(&mut reader, &permit, wanted.of)?;
    let after = wanted.after.unwrap_or(-1);
    let list = CascadeList { stage: wanted.stage, tier: wanted.tier, own: wanted.own };
    let mut units = reader.cascade_units(&permit, list, &when, (after, wanted.limit + 1))?;
    let more = units.len() as i64 > wanted.limit;
    units.truncate(usize::try_from(wanted.limit).unwrap_or_default());
    let next = units.last().filter(|_| more).map(|last| last.0);
    Ok(CascadeUnits {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?,
        total: reader.cascade_count(&permit, list, &when)?,
        day: when.day,
        units,
        next,
    })
}
