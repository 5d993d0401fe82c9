//! The board of a unit: the units beneath it as rows, the steps as columns.

use crate::{
    AppError, Context, Result,
    figures::{
        figure_show::day_of,
        report_show::{Told, told},
    },
    home::permit_or_home,
    permit_at, permit_on,
};
use earnest_model::{
    Date,
    figures::{
        figure::{Trace, Traced},
        figure_name::{FigureName, Of},
        question::missing,
    },
    id::{ProgrammeId, UnitId},
    permit::{Permit, ReadFigures, ReadProgramme},
    programmes::{
        exception::{Exception, Opening},
        round::RoundState,
    },
    units::unit::Unit,
};
use earnest_store::{BoardColumns, BoardRound, By, ChildUnit, Reader, WhoseActs};

/// The board of a unit.
#[derive(Debug, Clone)]
pub struct Board {
    /// The unit.
    pub unit: Unit,
    /// The units above it, from the root down.
    pub path: Vec<Unit>,
    /// The day of which it is.
    pub day: Date,
    /// Whether this is the first page, of units of whatever class.
    pub first: bool,
    /// The units beneath it on this page.
    pub children: Vec<ChildUnit>,
    /// Those of them whose records this reader may not open: they stand elsewhere since.
    pub elsewhere: Vec<UnitId>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// Whose rounds are shown, and of which programme.
    pub whose: WhoseActs,
    /// The rounds that it is subject to.
    pub rounds: Vec<BoardRound>,
    /// The round that is shown.
    pub round: Option<BoardRound>,
    /// The columns.
    pub columns: BoardColumns,
    /// The strip: figures of the unit itself, each with the whole that it is a part of, where there is one.
    pub strip: Vec<(Traced, Option<Traced>)>,
    /// Figures of the units directly beneath, each with all beneath it; those without records are left out.
    pub cells: Vec<Traced>,
    /// How many units stand directly beneath it.
    pub total: i64,
    /// What was done in the round by the day otherwise than its gates ask for.
    pub exceptions: Vec<Exception>,
    /// What was entered since the day for days up to it, of every figure that knows it.
    pub since: Vec<Traced>,
    /// Where programmes stand side by side, what belongs to none of them, of the figures that the board shows.
    pub of_none: Vec<Traced>,
}

impl Board {
    /// Whether the units on the board owe their plans to this unit itself.
    pub fn owes_plans(&self) -> bool {
        self.round.as_ref().is_some_and(|round| round.organiser == self.unit.id)
    }

    /// Code of the unit whose rounds are shown.
    pub fn organiser(&self) -> &str {
        &self.whose.code
    }

    /// Whether a unit on the board owes the round that is shown: one that came after it had opened owes it nothing.
    pub fn owes(&self, unit: UnitId) -> bool {
        self.columns.owing.as_ref().is_none_or(|owing| owing.contains(&unit))
    }

    /// The unit's own leading group, where it owes the round that is shown what the units beneath owe; on the first page alone.
    pub fn leaders(&self) -> Option<ChildUnit> {
        let takes_part = self.columns.owing.as_ref().is_some_and(|owing| owing.contains(&self.unit.id));
        let first = self.first && self.owes_plans();
        (takes_part && first).then(|| ChildUnit { unit: self.unit.clone(), seq: -1, beneath: 0 })
    }

    /// A figure of a unit directly beneath; `None` where it has no records.
    pub fn cell(&self, unit: UnitId, name: FigureName) -> Option<&Traced> {
        self.cells.iter().find(|cell| cell.name() == name && cell.scope().unit == unit)
    }
}

/// What of the board is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Code of the unit whose rounds are shown; if absent, whose programme the unit is in.
    pub organiser: Option<&'a str>,
    /// Of which programme; if absent, the one that goes before others at the unit.
    pub programme: Option<ProgrammeId>,
    /// Number of the round; the latest that has begun if absent.
    pub round: Option<i32>,
    /// Of which day; today if absent; a day that has not come is refused.
    pub as_of: Option<Date>,
    /// Only units of a class.
    pub class: Option<&'a str>,
    /// Where the page begins.
    pub after: Option<i64>,
}

/// Rows of a page.
const PAGE: i64 = 120;

/// The strip: each figure with the whole that it is a part of.
const STRIP: [(FigureName, Option<FigureName>); 6] = {
    use FigureName as N;
    [
        // What was found and what came of it goes before what was done to find it.
        (N::TeamProblems, None),
        (N::TeamMeasures, None),
        (N::MeasuresHeld, Some(N::MeasuresClosed)),
        (N::PlansApproved, Some(N::PlansDue)),
        (N::UnitsObserved, Some(N::PlansDue)),
        (N::SpotChecksAssessed, Some(N::SpotChecks)),
    ]
};

/// Figures of the round by unit directly beneath.
const ROUND_CELLS: [FigureName; 3] =
    [FigureName::ObservationSheets, FigureName::SpotChecks, FigureName::SpotChecksAssessed];
/// Figures of the ledgers by unit directly beneath.
const LEDGER_CELLS: [FigureName; 2] = [FigureName::LedgerMeasures, FigureName::LedgerClosed];

/// Shows the board.
pub fn show_board(context: &Context<'_>, wanted: Wanted<'_>) -> Result<Board> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let figures = permit_or_home::<ReadFigures>(context, &mut reader, wanted.unit)?;
    let programme = permit_at::<ReadProgramme>(context, figures.target())?;
    let day = day_of(wanted.as_of, context.today)?;
    let told = told(&mut reader, &figures, (wanted.organiser, wanted.programme), day)?;
    let round = round_shown(&told.rounds, wanted.round, day).cloned();
    if let Some(number) = wanted.round.filter(|_| round.is_none()) {
        return Err(AppError::field("round", missing("round", number)));
    }
    let Asked { asked, shown, beside } = asked(&told, &figures, round.as_ref(), day);
    let mut counted = reader.figures_by(&figures, &asked)?;
    let mut besides = counted.split_off(shown.min(counted.len()));
    let since = besides.split_off(beside.min(besides.len())).into_iter().flatten();
    let of_none = besides.into_iter().flatten();
    let mut counted = counted.into_iter();
    let mut one = || counted.next().and_then(|found| found.into_iter().next()).ok_or(AppError::NotFound);
    let mut strip = Vec::new();
    for (_, whole) in STRIP {
        strip.push((one()?, whole.map(|_| one()).transpose()?));
    }
    let mut children =
        reader.children_of(&programme, (wanted.class, day), wanted.after.unwrap_or(-1), PAGE + 1)?;
    let more = children.len() as i64 > PAGE;
    children.truncate(usize::try_from(PAGE).unwrap_or_default());
    let next = children.last().filter(|_| more).map(|child| child.seq);
    let whole = wanted.after.is_none() && !more;
    let exceptions = exceptions_by(context, &mut reader, round.as_ref(), day)?;
    let mut path = reader.line(&programme)?;
    let units = children.iter_mut().map(|child| &mut child.unit).chain(&mut path);
    call_as_then(&mut reader, &figures, day, units)?;
    let unit = path.pop().ok_or(AppError::NotFound)?;
    Ok(Board {
        unit,
        day,
        first: wanted.after.is_none() && wanted.class.is_none(),
        path: visible_path(context, path),
        columns: reader.board(&figures, round.as_ref().map(|round| round.id), day)?,
        strip,
        cells: counted.flatten().collect(),
        total: if whole {
            children.len() as i64
        } else {
            reader.children_count(&programme, (wanted.class, day))?
        },
        elsewhere: hidden(context, &children),
        children,
        next,
        rounds: told.rounds,
        whose: told.whose,
        exceptions,
        since: since.filter(|figure| figure.value() > 0).collect(),
        of_none: of_none.filter(|figure| figure.value() > 0).collect(),
        round,
    })
}

/// What a board asks of the register, how much of it stands in strip and rows, and how much is of no programme.
struct Asked {
    asked: Vec<(Trace, By)>,
    shown: usize,
    beside: usize,
}

fn asked(told: &Told, permit: &Permit<ReadFigures>, round: Option<&BoardRound>, day: Date) -> Asked {
    let mut asked = Vec::new();
    let of = |name: FigureName| {
        let of_round = round.filter(|_| name.of() == Of::Rounds);
        told.trace(permit, name, of_round.map(|round| round.number), day)
    };
    for (name, whole) in STRIP {
        asked.push((of(name), By::Whole));
        asked.extend(whole.map(|whole| (of(whole), By::Whole)));
    }
    let cells = if round.is_some() { ROUND_CELLS.as_slice() } else { &[] };
    asked.extend(cells.iter().map(|name| (of(*name), By::Child(permit.unit()))));
    let ledgers = |name: &FigureName| (told.trace(permit, *name, None, day), By::Child(permit.unit()));
    asked.extend(LEDGER_CELLS.iter().map(ledgers));
    let shown = asked.len();
    let on_board = |trace: &Trace| {
        let strip = STRIP.iter().flat_map(|(part, whole)| [Some(*part), *whole]).flatten();
        strip.chain(LEDGER_CELLS).any(|name| name == trace.name)
    };
    let of_none: Vec<_> = told.of_none(permit, day).into_iter().filter(on_board).collect();
    let beside = of_none.len();
    asked.extend(of_none.into_iter().map(|trace| (trace, By::Whole)));
    asked.extend(told.since(permit, day).into_iter().map(|trace| (trace, By::Whole)));
    Asked { asked, shown, beside }
}

/// Those whose figures the actor may not read: of a past day's units, who stands elsewhere since.
pub(super) fn hidden(context: &Context<'_>, children: &[ChildUnit]) -> Vec<UnitId> {
    let is_hidden = |child: &&ChildUnit| permit_at::<ReadFigures>(context, child.unit.target()).is_err();
    children.iter().filter(is_hidden).map(|child| child.unit.id).collect()
}

/// A board of a past day has the names of that day.
fn call_as_then<'u>(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    day: Date,
    units: impl Iterator<Item = &'u mut Unit>,
) -> Result<()> {
    let then = reader.names_on(permit, day)?;
    for unit in units {
        if let Some(name) = then.get(&unit.id) {
            unit.name.clone_from(name);
        }
    }
    Ok(())
}

/// What was done in a round by a day otherwise than its gates ask for.
fn exceptions_by(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    round: Option<&BoardRound>,
    day: Date,
) -> Result<Vec<Exception>> {
    let Some(round) = round else { return Ok(Vec::new()) };
    let reading = permit_on(context, reader, round.id)?;
    let mut done = reader.exceptions(&reading)?;
    done.retain(|exception| exception.on() <= day);
    // What came to hold later was not there on the day.
    for exception in &mut done {
        if let Exception::Gate { opening, .. } = exception
            && matches!(opening, Opening::Met(met) if *met > day)
        {
            *opening = Opening::Waits;
        }
    }
    Ok(done)
}

/// The round that was asked for; otherwise the latest that has begun, or the first.
pub(crate) fn round_shown(rounds: &[BoardRound], number: Option<i32>, day: Date) -> Option<&BoardRound> {
    match number {
        Some(number) => rounds.iter().rfind(|round| round.number == number),
        None => {
            let begun = |round: &&BoardRound| {
                RoundState::parse(&round.state).is_some_and(RoundState::has_begun) && round.opens_on <= day
            };
            rounds.iter().rfind(begun).or_else(|| rounds.first())
        }
    }
}

/// Of the units above, those whose board the actor may open keep their key; others are words only.
fn visible_path(context: &Context<'_>, path: Vec<Unit>) -> Vec<Unit> {
    path.into_iter()
        .map(|mut unit| {
            if permit_at::<ReadFigures>(context, unit.target()).is_err() {
                unit.id = UnitId(0);
            }
            unit
        })
        .collect()
}
