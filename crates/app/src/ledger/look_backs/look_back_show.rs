//! Draws of closed measures as everybody may see them, and the share that stayed closed: the figure that counts.

use crate::{
    AppError, Context, Result,
    assessing::estimates_show::{FLOOR, Ranged, ranged},
    draws::certified_draw::strata_of,
    permit_at, permit_on,
    published::{Published, must_be_open, opening},
};
use earnest_model::{
    fraction::Fraction,
    id::LookBackDrawId,
    ledger::look_backs::look_back::{LookBackDraw, LookBackItem, LookBackState},
    permit::{FreezeFrame, Permit, ReadLedger, ReadProgramme, ReadPublished, decide},
};
use earnest_stats::sample::{Domain, DrawnUnit, Sample};
use earnest_store::Reader;

/// A stratum of a draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// Its key: a class or an aspect.
    pub key: String,
    /// Measures in the frame.
    pub frame: usize,
    /// How many must be drawn.
    pub quota: u64,
    /// The measures drawn, in the order of their tickets.
    pub items: Vec<LookBackItem>,
}

/// The share of closed measures that stayed closed, as a draw shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayedClosed {
    /// The draw.
    pub draw: LookBackDrawId,
    /// Closed measures in the frame: N.
    pub frame: usize,
    /// Drawn.
    pub drawn: usize,
    /// Of them looked at: n.
    pub looked: usize,
    /// Of them found to have held.
    pub held: usize,
    /// The share of all closed measures that held, with its interval; `None` while fewer than five were looked at.
    pub share: Option<Ranged>,
}

/// A draw with its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookBackShown {
    /// The draw.
    pub draw: LookBackDraw,
    /// Name of the organiser.
    pub organiser: String,
    /// Its strata.
    pub strata: Vec<Stratum>,
    /// The share that stayed closed; `None` before the draw.
    pub share: Option<StayedClosed>,
    /// Whether the actor may enter the seed or declare it void.
    pub manages: bool,
    /// Whether the actor may open the measures.
    pub opens: bool,
}

/// Shows a draw.
pub fn show_look_back(context: &Context<'_>, id: LookBackDrawId) -> Result<LookBackShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadPublished, _>(context, &mut reader, id)?;
    let organiser = permit.target();
    must_be_open(context, &mut reader, (Published::Draws, organiser))?;
    let draw = reader.look_back_draw(&permit)?;
    let items = reader.look_back_items(&permit)?;
    let strata = strata(&draw, items);
    Ok(LookBackShown {
        organiser: reader.organiser_name(&permit.of_unit())?,
        share: draw.public.seed.is_some().then(|| stayed_closed(id, &strata)),
        strata,
        draw,
        manages: decide::<FreezeFrame>(context.actor, organiser, context.today).is_ok(),
        opens: decide::<ReadLedger>(context.actor, organiser, context.today).is_ok(),
    })
}

fn strata(draw: &LookBackDraw, items: Vec<LookBackItem>) -> Vec<Stratum> {
    let mut strata: Vec<_> = strata_of(&draw.public)
        .map(|one| Stratum { key: one.key, frame: one.frame, quota: one.quota, items: Vec::new() })
        .collect();
    for item in items {
        if let Some(stratum) = strata.iter_mut().find(|one| one.key == item.stratum) {
            stratum.items.push(item);
        }
    }
    strata
}

/// Held is the first grade, reopened the second; what nobody looked at yet has none.
fn stayed_closed(draw: LookBackDrawId, strata: &[Stratum]) -> StayedClosed {
    let sizes: Vec<(String, u64)> = strata.iter().map(|one| (one.key.clone(), one.frame as u64)).collect();
    let mut units = Vec::new();
    let (mut looked, mut held) = (0, 0);
    for (place, stratum) in (0_u32..).zip(strata) {
        for item in &stratum.items {
            let grade = match item.state {
                LookBackState::Held => Some(0),
                LookBackState::Reopened => Some(1),
                LookBackState::Drawn | LookBackState::Void => None,
            };
            looked += usize::from(grade.is_some());
            held += usize::from(grade == Some(0));
            units.push(DrawnUnit { stratum: place, score: grade.map(|_| (1, 1)), grade, part: Some(0) });
        }
    }
    let frame = strata.iter().map(|one| one.frame).sum();
    let share = if looked == frame {
        // All were looked at: the share is known, not estimated.
        exact(held, looked)
    } else if looked >= FLOOR {
        let sample = Sample::new(&sizes, &units).ok();
        sample.and_then(|mut sample| ranged(sample.share(Domain::Whole, 0)))
    } else {
        None
    };
    StayedClosed { draw, frame, drawn: units.len(), looked, held, share }
}

/// A share that is known.
fn exact(held: usize, looked: usize) -> Option<Ranged> {
    let share = Fraction::new(i64::try_from(held).ok()?, i64::try_from(looked).ok()?)?;
    Some(Ranged { estimate: share, interval: Some((share, share)) })
}

/// The share that stayed closed of a unit's own latest draw, for the head of its ledger.
pub(crate) fn latest_share(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadLedger>,
) -> Result<Option<StayedClosed>> {
    let Some((draw, items)) = reader.latest_look_back(permit)? else { return Ok(None) };
    Ok(Some(stayed_closed(draw.id, &strata(&draw, items))))
}

/// The list of draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookBackList {
    /// Draws with the organiser's name, the newest first.
    pub draws: Vec<(LookBackDraw, String)>,
    /// Where the next page begins.
    pub next: Option<LookBackDrawId>,
    /// Units for which the actor may freeze a frame: code and name.
    pub may_freeze: Vec<(String, String)>,
}

/// Lists all draws of closed measures.
pub fn list_look_backs(
    context: &Context<'_>,
    before: Option<LookBackDrawId>,
    limit: i64,
) -> Result<LookBackList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadPublished>(context, root)?;
    let opening = opening(context, &mut reader, Published::Draws)?;
    let mut draws = reader.look_back_draws(&permit, &opening, before, limit + 1)?;
    let more = draws.len() as i64 > limit;
    draws.truncate(usize::try_from(limit).unwrap_or_default());
    let next = draws.last().filter(|_| more).map(|(last, _)| last.id);
    let mut may_freeze = Vec::new();
    // Beneath a unit without units there is nothing to look back at.
    for place in context.places::<FreezeFrame>().into_iter().filter(|place| place.span.hi > place.span.lo) {
        may_freeze.push(reader.unit_words(&permit_at::<ReadProgramme>(context, place)?)?);
    }
    Ok(LookBackList { draws, next, may_freeze })
}
