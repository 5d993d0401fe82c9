//! A round whose draw is complete, as far as a reader may see it: the way into whatever its sample says.

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    draws::draw_record::read_frame,
    id::{DrawId, RoundId},
    permit::{Permit, ReadAssessments, Target},
    programmes::round::Round,
    span::Span,
};
use earnest_store::{ChildUnit, PublishedStandard, Reader, SampledUnit};
use std::collections::HashMap;

/// A round, the subtree that is meant, and the draw.
pub(crate) struct DrawnRound {
    /// The round.
    pub(crate) round: Round,
    /// The reader's permit for the subtree.
    pub(crate) permit: Permit<ReadAssessments>,
    /// The draw.
    pub(crate) draw: DrawId,
    /// Its frozen frame, `stratum,id`.
    frame: String,
}

impl DrawnRound {
    /// Finds it; `None` while the round has no completed draw. `unit` names the subtree; by default it is the
    /// organiser's as far as the reader may see it.
    pub(crate) fn find(
        context: &Context<'_>,
        reader: &mut Reader<'_>,
        round: RoundId,
        unit: Option<&str>,
    ) -> Result<Option<Self>> {
        let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
        let permit = scope(context, reader, unit, organiser)?;
        let found = reader.completed_draw(&permit, round.id)?;
        Ok(found.map(|(draw, frame)| Self { round, permit, draw, frame }))
    }

    /// The drawn units.
    pub(crate) fn sample(&self, reader: &mut Reader<'_>) -> Result<Vec<SampledUnit>> {
        Ok(reader.sample(&self.permit, self.draw)?)
    }

    /// The frame, counted by class and by child.
    pub(crate) fn frame(&self, reader: &mut Reader<'_>, children: &[ChildUnit]) -> Result<Frame> {
        let rows = read_frame(&self.frame).unwrap_or_default();
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
        let places = Children::new(children);
        for (code, lo) in reader.places_of(&self.permit, &codes)? {
            if let Some(class) = class_of.get(code.as_str()) {
                *within.entry((*class).to_owned()).or_default() += 1;
            }
            if let Some(count) = places.at(lo).and_then(|place| of_child.get_mut(place)) {
                *count += 1;
            }
        }
        Ok(Frame { classes, within, of_child })
    }
}

/// The standard by which drawn units were rated; `None` before any was.
pub(crate) fn standard_of_sample(
    reader: &mut Reader<'_>,
    drawn: &[SampledUnit],
) -> Result<Option<PublishedStandard>> {
    let standard = drawn.iter().find_map(|unit| unit.rating.as_ref()).map(|rating| rating.standard);
    Ok(standard.map(|id| reader.standard(id)).transpose()?)
}

fn scope(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    unit: Option<&str>,
    organiser: Target,
) -> Result<Permit<ReadAssessments>> {
    let permit = match unit {
        Some(code) => permit::<ReadAssessments>(context, reader, code)?,
        None => {
            let own = home(context, reader)?.ok_or(AppError::NotFound)?;
            permit_at(context, if own.span.covers(organiser.span) { organiser } else { own })?
        }
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
    pub(crate) of_child: Vec<u64>,
}

/// Where the subtrees of a unit's children lie.
pub(crate) struct Children(Vec<(Span, usize)>);

impl Children {
    /// In the order of the tree, each with its place in the list.
    pub(crate) fn new(children: &[ChildUnit]) -> Self {
        let mut spans: Vec<_> = children.iter().map(|child| child.unit.span).zip(0..).collect();
        spans.sort_by_key(|(span, _)| span.lo);
        Self(spans)
    }

    /// The place of the child in whose subtree a place of the tree lies.
    pub(crate) fn at(&self, lo: i64) -> Option<usize> {
        let next = self.0.partition_point(|(span, _)| span.lo <= lo);
        self.0.get(next.checked_sub(1)?).filter(|(span, _)| lo <= span.hi).map(|(_, place)| *place)
    }
}
