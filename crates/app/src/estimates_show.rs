//! After a round: what the drawn units say about all units, for every class and every part of the tree.

mod cells;

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    draw_record::read_frame,
    id::{DrawId, RoundId},
    permit::{Permit, ReadAssessments, ReadProgramme, Target},
    round::Round,
    unit::Unit,
};
use earnest_store::{ChildUnit, PublishedStandard, Reader, SampledUnit};
use std::collections::HashMap;

pub(crate) use cells::ranged;
pub use cells::{Estimate, FLOOR, PartEstimates, Ranged};

/// The most parts of the tree that a page reports one by one.
const PARTS: i64 = 200;

/// What is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The round; the latest that is rated by default.
    pub round: Option<RoundId>,
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
    /// Rounds to choose from: key, number, topic.
    pub rounds: Vec<(RoundId, i32, String)>,
}

/// The rounds to choose from, and the estimates of one if a draw of it is complete.
#[derive(Debug)]
pub struct EstimatesPage {
    /// Rounds to choose from: key, number, topic.
    pub rounds: Vec<(RoundId, i32, String)>,
    /// What is known; `None` where no round has a completed draw.
    pub estimates: Option<Estimates>,
}

/// Estimates the mean rating and the share of every grade.
pub fn show_estimates(context: &Context<'_>, asked: Asked<'_>) -> Result<EstimatesPage> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let rounds = reader.rated_rounds(&permit_at::<ReadAssessments>(context, own)?)?;
    let Some(round) = asked.round.or(rounds.first().map(|(id, ..)| *id)) else {
        return Ok(EstimatesPage { rounds, estimates: None });
    };
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = scope(context, &mut reader, asked.unit, own, organiser)?;
    let Some((draw, frame)) = reader.completed_draw(&permit, round.id)? else {
        return Ok(EstimatesPage { rounds, estimates: None });
    };
    let programme = permit_at::<ReadProgramme>(context, permit.target())?;
    let unit = reader.unit(&programme)?;
    let children = reader.children(&programme, i64::MIN, PARTS)?;
    let drawn = reader.sample(&permit, draw)?;
    let standard = drawn.iter().find_map(|unit| unit.rating.as_ref()).map(|rating| rating.standard);
    let standard = standard.map(|id| reader.standard(id)).transpose()?;
    let frame = framed(&mut reader, &permit, &frame, &children)?;
    let estimates = cells::estimate(&frame, &children, &drawn, standard.as_ref(), permit.span())
        .ok_or_else(|| AppError::refused("error-estimate-design"))?;
    let (all, classes, parts) = estimates;
    let shown = Estimates { round, unit, draw, standard, all, classes, parts, rounds: rounds.clone() };
    Ok(EstimatesPage { rounds, estimates: Some(shown) })
}

/// The subtree that is meant: as asked, else the organiser's as far as the reader may see it.
pub(crate) fn scope(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    unit: Option<&str>,
    own: Target,
    organiser: Target,
) -> Result<Permit<ReadAssessments>> {
    let permit = match unit {
        Some(code) => permit::<ReadAssessments>(context, reader, code)?,
        None if own.span.covers(organiser.span) => permit_at(context, organiser)?,
        None => permit_at(context, own)?,
    };
    if organiser.span.covers(permit.span()) { Ok(permit) } else { Err(AppError::NotFound) }
}

/// The frame as it was frozen, counted.
#[derive(Debug)]
pub(crate) struct Frame {
    /// Every class with its number of units, wherever they are.
    pub(crate) classes: Vec<(String, u64)>,
    /// Of these, how many lie within the reader's scope.
    pub(crate) within: HashMap<String, u64>,
    /// How many units of the frame each child's subtree has.
    of_child: Vec<u64>,
}

pub(crate) fn framed(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadAssessments>,
    text: &str,
    children: &[ChildUnit],
) -> Result<Frame> {
    let rows = read_frame(text).unwrap_or_default();
    let mut classes: Vec<(String, u64)> = Vec::new();
    for (class, _) in &rows {
        match classes.last_mut().filter(|(last, _)| last == class) {
            Some((_, count)) => *count += 1,
            None => classes.push((class.clone(), 1)),
        }
    }
    let class_of: HashMap<&str, &str> =
        rows.iter().map(|(class, code)| (code.as_str(), class.as_str())).collect();
    let codes: Vec<String> = rows.iter().map(|(_, code)| code.clone()).collect();
    let mut within: HashMap<String, u64> = HashMap::new();
    let mut of_child = vec![0; children.len()];
    for (code, lo) in reader.places_of(permit, &codes)? {
        if let Some(class) = class_of.get(code.as_str()) {
            *within.entry((*class).to_owned()).or_default() += 1;
        }
        if let Some(count) = child_at(children, lo).and_then(|place| of_child.get_mut(place)) {
            *count += 1;
        }
    }
    Ok(Frame { classes, within, of_child })
}

/// The child in whose subtree a place of the tree lies.
fn child_at(children: &[ChildUnit], lo: i64) -> Option<usize> {
    children.iter().position(|child| child.unit.span.lo <= lo && lo <= child.unit.span.hi)
}

/// A drawn unit of a part, as the trace of an estimate lists it.
pub type Behind = SampledUnit;

/// Exactly the drawn units behind the estimates of a subtree, of one class if `class` names one.
pub fn units_behind(
    context: &Context<'_>,
    round: RoundId,
    unit: &str,
    class: Option<&str>,
) -> Result<(Round, Unit, Vec<Behind>, Option<PublishedStandard>)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<ReadAssessments>(context, &mut reader, unit)?;
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    if !organiser.span.covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    let (draw, _) = reader.completed_draw(&permit, round.id)?.ok_or(AppError::NotFound)?;
    let mut drawn = reader.sample(&permit, draw)?;
    drawn.retain(|unit| unit.lo.is_some() && class.is_none_or(|class| unit.class == class));
    let standard = drawn.iter().find_map(|unit| unit.rating.as_ref()).map(|rating| rating.standard);
    let standard = standard.map(|id| reader.standard(id)).transpose()?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok((round, unit, drawn, standard))
}
