//! The board of a unit: the units beneath it as rows, the steps as columns.

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    id::UnitId,
    permit::{ReadFigures, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::{BoardColumns, BoardRound, ChildUnit};

/// The board of a unit.
#[derive(Debug, Clone)]
pub struct Board {
    /// The unit.
    pub unit: Unit,
    /// The units above it, from the root down.
    pub path: Vec<Unit>,
    /// The units beneath it on this page.
    pub children: Vec<ChildUnit>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// The rounds that it is subject to.
    pub rounds: Vec<BoardRound>,
    /// The round that is shown.
    pub round: Option<BoardRound>,
    /// The columns.
    pub columns: BoardColumns,
    /// How many units stand directly beneath it.
    pub total: i64,
}

impl Board {
    /// Whether the units on the board owe their plans to this unit itself.
    pub fn owes_plans(&self) -> bool {
        self.round.as_ref().is_some_and(|round| round.organiser == self.unit.id)
    }
}

/// What of the board is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Number of the round; the latest if absent.
    pub round: Option<i32>,
    /// Where the page begins.
    pub after: Option<i64>,
}

/// Rows of a page.
const PAGE: i64 = 120;

/// Shows the board.
pub fn show_board(context: &Context<'_>, wanted: Wanted<'_>) -> Result<Board> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = match wanted.unit {
        Some(code) => permit::<ReadFigures>(context, &mut reader, code)?.target(),
        None => home(context, &mut reader)?.ok_or(AppError::NotFound)?,
    };
    let figures = permit_at::<ReadFigures>(context, target)?;
    let programme = permit_at::<ReadProgramme>(context, target)?;
    let rounds = reader.board_rounds(&figures)?;
    let asked = |round: &&BoardRound| wanted.round.is_none_or(|number| number == round.number);
    let round = rounds.iter().rfind(asked).cloned();
    let mut children = reader.children(&programme, wanted.after.unwrap_or(-1), PAGE + 1)?;
    let more = children.len() as i64 > PAGE;
    children.truncate(usize::try_from(PAGE).unwrap_or_default());
    let next = children.last().filter(|_| more).map(|child| child.seq);
    Ok(Board {
        unit: reader.unit(&programme)?,
        path: visible_path(context, reader.path(&programme)?),
        columns: reader.board(&figures, round.as_ref().map(|round| round.id))?,
        total: reader.children_count(&programme)?,
        children,
        next,
        rounds,
        round,
    })
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
