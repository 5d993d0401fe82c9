//! How completely and how timely the units beneath a unit followed, over the rounds: each number is a figure.

use crate::{
    Context, Result,
    figures::{board_show::hidden, figure_show::day_of, report_show::told},
    home::permit_or_home,
    permit_at,
};
use earnest_model::{
    Date,
    figures::{figure::Traced, figure_name::FigureName, scope::Scope},
    id::{ProgrammeId, UnitId},
    permit::{ReadFigures, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::{BoardRound, By, ChildUnit, WhoseActs};

/// Completeness and timeliness of units over the rounds of an organiser.
#[derive(Debug, Clone)]
pub struct Timeliness {
    /// The unit.
    pub unit: Unit,
    /// The day of which it is.
    pub day: Date,
    /// Whose rounds are told, and of which programme.
    pub whose: WhoseActs,
    /// The rounds that had begun.
    pub rounds: Vec<BoardRound>,
    /// The units directly beneath on this page.
    pub children: Vec<ChildUnit>,
    /// Those of them whose records this reader may not open: they stand elsewhere since.
    pub elsewhere: Vec<UnitId>,
    /// Where the next page begins.
    pub next: Option<i64>,
    /// How many units stand directly beneath.
    pub total: i64,
    /// Figures of the unit itself, without those beneath it.
    own: Vec<Traced>,
    /// Figures of the units directly beneath, each with all beneath it.
    cells: Vec<Traced>,
}

impl Timeliness {
    /// A figure of a unit, of a round or of all of them; `None` where it has no records.
    pub fn cell(&self, unit: UnitId, name: FigureName, round: Option<i32>) -> Option<&Traced> {
        let cells = if unit == self.unit.id { &self.own } else { &self.cells };
        let is = |cell: &&Traced| {
            cell.name() == name
                && cell.scope().round == round
                && cell.scope().unit == unit
                && cell.value() > 0
        };
        cells.iter().find(is)
    }

    /// Whether the unit itself owes something to whose rounds are told.
    pub fn owes(&self) -> bool {
        self.own.iter().any(|figure| figure.value() > 0)
    }
}

/// What is wanted of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Code of the unit whose rounds are told; if absent, whose programme the unit is in.
    pub organiser: Option<&'a str>,
    /// Of which programme; of the one that is at hand if absent.
    pub programme: Option<ProgrammeId>,
    /// Of which day; today if absent; a day that has not come is refused.
    pub as_of: Option<Date>,
    /// Where the page begins.
    pub after: Option<i64>,
}

/// Figures of each round.
pub const OF_ROUND: [FigureName; 3] =
    [FigureName::PlansDue, FigureName::PlansSubmitted, FigureName::PlansInTime];
/// Figures of all rounds together.
pub const OF_ALL: [FigureName; 3] =
    [FigureName::Requirements, FigureName::RequirementsAnswered, FigureName::RequirementsInTime];

/// Rows of a page.
const PAGE: i64 = 120;

/// Shows it.
pub fn show_timeliness(context: &Context<'_>, wanted: Wanted<'_>) -> Result<Timeliness> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, wanted.unit)?;
    let programme = permit_at::<ReadProgramme>(context, permit.target())?;
    let day = day_of(wanted.as_of, context.today)?;
    let told = told(&mut reader, &permit, (wanted.organiser, wanted.programme), day)?;
    let rounds: Vec<_> = told.rounds.iter().filter(|round| round.opens_on <= day).cloned().collect();
    let of_rounds = rounds.iter().flat_map(|round| OF_ROUND.map(|name| (name, Some(round.number))));
    let mut asked = Vec::new();
    for (name, round) in of_rounds.chain(OF_ALL.map(|name| (name, None))) {
        let beneath = told.trace(&permit, name, round, day);
        let mut own = beneath.clone();
        own.scope = Scope { own: true, ..own.scope };
        asked.push((own, By::Whole));
        asked.push((beneath, By::Child(permit.unit())));
    }
    let counted = reader.figures_by(&permit, &asked)?.into_iter();
    let (mut own, mut cells) = (Vec::new(), Vec::new());
    for ((_, by), found) in asked.iter().zip(counted) {
        if *by == By::Whole { own.extend(found) } else { cells.extend(found) }
    }
    let mut children = reader.children_of(&programme, (None, day), wanted.after.unwrap_or(-1), PAGE + 1)?;
    let more = children.len() as i64 > PAGE;
    children.truncate(usize::try_from(PAGE).unwrap_or_default());
    Ok(Timeliness {
        unit: reader.unit(&programme)?,
        day,
        next: children.last().filter(|_| more).map(|child| child.seq),
        total: reader.children_count(&programme, (None, day))?,
        whose: told.whose,
        rounds,
        elsewhere: hidden(context, &children),
        children,
        own,
        cells,
    })
}
