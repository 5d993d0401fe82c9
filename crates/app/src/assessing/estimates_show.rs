//! After a round: what the drawn units say about all units, for every class and every part of the tree.

mod cells;

use crate::{
    AppError, Context, Result,
    draws::drawn_round::{DrawnRound, standard_of_sample},
    home::home,
    nearest::WhichRound,
    permit_at,
};
use earnest_model::{
    id::{DrawId, RoundId},
    permit::{ReadAssessments, ReadProgramme},
    programmes::round::Round,
    units::unit::Unit,
};
pub use earnest_store::SampledUnit;
use earnest_store::{ProgrammeTitle, PublishedStandard, RoundName};

pub(crate) use cells::ranged;
pub use cells::{Estimate, FLOOR, PartEstimates, Ranged};

/// The most parts of the tree that a page reports one by one.
const PARTS: i64 = 200;

/// What is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The round; the latest that is rated by default.
    pub round: WhichRound,
    /// Code of the unit whose subtree is meant; the reader's own place by default.
    pub unit: Option<&'a str>,
}

/// The estimates of a round within a subtree.
#[derive(Debug)]
pub struct Estimates {
    /// The round.
    pub round: Round,
    /// The unit whose subtree it is.
    pub unit: Unit,
    /// The draw.
    pub draw: DrawId,
    /// The standard by which the drawn units were rated; `None` before any was.
    pub standard: Option<PublishedStandard>,
    /// All units of the subtree together.
    pub all: PartEstimates,
    /// Class by class.
    pub classes: Vec<PartEstimates>,
    /// Each unit directly beneath with its subtree, where the frame has any unit there.
    pub parts: Vec<PartEstimates>,
}

/// The rounds to choose from, and the estimates of one if a draw of it is complete.
#[derive(Debug)]
pub struct EstimatesPage {
    /// Rounds to choose from.
    pub rounds: Vec<RoundName>,
    /// What is known; `None` where no round has a completed draw.
    pub estimates: Option<Estimates>,
}

/// Estimates the mean rating and the share of every grade.
pub fn show_estimates(context: &Context<'_>, asked: Asked<'_>) -> Result<EstimatesPage> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let rounds = reader.rated_rounds(&permit_at::<ReadAssessments>(context, own)?)?;
    let Some(round) = asked.round.of_records(context, &mut reader, (&rounds, own))? else {
        return Ok(EstimatesPage { rounds, estimates: None });
    };
    let Some(found) = DrawnRound::find(context, &mut reader, round, asked.unit)? else {
        return Ok(EstimatesPage { rounds, estimates: None });
    };
    let programme = permit_at::<ReadProgramme>(context, found.permit.target())?;
    let unit = reader.unit(&programme)?;
    let children = reader.children(&programme, i64::MIN, PARTS)?;
    let drawn = found.sample(&mut reader)?;
    let standard = standard_of_sample(&mut reader, &drawn)?;
    let frame = found.frame(&mut reader, &children)?;
    let (all, classes, parts) =
        cells::estimate(&frame, &children, &drawn, standard.as_ref(), found.permit.span())
            .ok_or_else(|| AppError::refused("error-estimate-design"))?;
    let DrawnRound { round, draw, .. } = found;
    Ok(EstimatesPage {
        rounds,
        estimates: Some(Estimates { round, unit, draw, standard, all, classes, parts }),
    })
}

/// The drawn units behind the estimates of a subtree.
#[derive(Debug)]
pub struct Behind {
    /// The round.
    pub round: Round,
    /// Name of its organiser.
    pub organiser: String,
    /// Its programme, where its organiser has more than one.
    pub programme: Option<ProgrammeTitle>,
    /// The unit whose subtree it is.
    pub unit: Unit,
    /// The drawn units.
    pub drawn: Vec<SampledUnit>,
    /// The standard by which they were rated; `None` before any was.
    pub standard: Option<PublishedStandard>,
}

/// Exactly the drawn units behind the estimates of a subtree, of one class if `class` names one.
pub fn units_behind(
    context: &Context<'_>,
    round: RoundId,
    unit: &str,
    class: Option<&str>,
) -> Result<Behind> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let found = DrawnRound::find(context, &mut reader, round, Some(unit))?.ok_or(AppError::NotFound)?;
    let mut drawn = found.sample(&mut reader)?;
    drawn.retain(|unit| unit.lo.is_some() && class.is_none_or(|class| unit.class == class));
    let standard = standard_of_sample(&mut reader, &drawn)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, found.permit.target())?)?;
    let (_, organiser) = reader.locate_round(found.round.id)?.ok_or(AppError::NotFound)?;
    let reading = permit_at::<ReadProgramme>(context, organiser)?;
    let organiser = reader.unit(&reading)?.name.to_string();
    let programme = reader.programme_beside(&reading, found.round.programme)?;
    Ok(Behind { round: found.round, organiser, programme, unit, drawn, standard })
}
