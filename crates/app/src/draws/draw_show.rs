//! Draws as everybody may see them.

use crate::{
    AppError, Context, Result,
    draws::{certified_draw::strata_of, draw_freeze::asked_of},
    figures::gates::gates,
    nearest::{OfList, listed},
    permit_at, permit_on,
    published::{Published, must_be_open, opening},
};
use earnest_model::{
    draws::exclusion::{Excluded, read_exclusions},
    figures::scope::OfProgramme,
    fraction::Fraction,
    id::DrawId,
    message::Message,
    permit::{FreezeFrame, ReadAssessments, ReadPublished, decide},
    programmes::{gates::Gate, round::Round},
};
use earnest_store::Listed;
pub use earnest_store::{CallUpLine, Draw, DrawBrief, DrawnUnit};

/// A class in a draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawClass {
    /// Key of the class.
    pub class: String,
    /// Units in the frame.
    pub frame: usize,
    /// How many must be drawn: the rate times the frame, rounded up.
    pub quota: u64,
    /// The units drawn, in the order of their tickets; none before the draw.
    pub units: Vec<DrawnUnit>,
}

/// A draw with its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawShown {
    /// The draw.
    pub draw: Draw,
    /// Its round.
    pub round: Round,
    /// Name of the organiser.
    pub organiser: String,
    /// Code of the organiser.
    pub organiser_code: String,
    /// Title of the programme of its round.
    pub programme: String,
    /// Its classes.
    pub classes: Vec<DrawClass>,
    /// Units left out of the frame.
    pub excluded: Vec<Excluded>,
    /// Whether the actor may enter the seed, call materials up or declare it void now: while its round is assessed.
    pub manages: bool,
    /// What is called up and what was answered, from units of which the actor reads what is found out; nothing for everybody else.
    pub call_ups: Vec<CallUpLine>,
}

impl DrawShown {
    /// Units in the frame.
    pub fn frame(&self) -> usize {
        self.classes.iter().map(|class| class.frame).sum()
    }

    /// Units drawn.
    pub fn drawn(&self) -> usize {
        let units = self.classes.iter().flat_map(|class| &class.units);
        units.filter(|unit| unit.unfit.is_none()).count()
    }
}

/// Shows a draw.
pub fn show_draw(context: &Context<'_>, id: DrawId) -> Result<DrawShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadPublished, _>(context, &mut reader, id)?;
    must_be_open(context, &mut reader, (Published::Draws, permit.target()))?;
    let draw = reader.draw(&permit)?;
    let (round, _) = reader.locate_round(draw.round)?.ok_or(AppError::NotFound)?;
    let holder = reader.holder(&permit, Some(round.programme))?;
    let mut classes: Vec<_> = strata_of(&draw.public)
        .map(|one| DrawClass { class: one.key, frame: one.frame, quota: one.quota, units: Vec::new() })
        .collect();
    for unit in reader.drawn_units(&permit)? {
        if let Some(class) = classes.iter_mut().find(|class| class.class == unit.class) {
            class.units.push(unit);
        }
    }
    let manages = round.state.is_assessable()
        && decide::<FreezeFrame>(context.actor, permit.target(), context.today).is_ok();
    let mut call_ups = match permit_on::<ReadAssessments, _>(context, &mut reader, id) {
        Ok(reading) => reader.call_ups_of(&reading)?,
        Err(_) => Vec::new(),
    };
    // Whoever reads the organiser's alone reads nothing of the units beneath it.
    call_ups.retain(|line| decide::<ReadAssessments>(context.actor, line.target, context.today).is_ok());
    let excluded = draw.exclusions.as_deref().and_then(read_exclusions).unwrap_or_default();
    let programme = holder.programme.map(|programme| programme.title).unwrap_or_default();
    let (organiser, organiser_code) = (holder.name, holder.code);
    Ok(DrawShown { draw, round, organiser, organiser_code, programme, classes, excluded, manages, call_ups })
}

/// The list of draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawList {
    /// Draws, newest first.
    pub draws: Vec<DrawBrief>,
    /// Where the next page begins.
    pub next: Option<DrawId>,
}

/// What the actor may freeze.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToFreeze {
    /// Rounds for which the actor may freeze a frame now, each with the least share that its standard lets be drawn.
    pub rounds: Vec<(Round, Fraction)>,
    /// Rounds of the actor's offices that are not as far yet, each with what is missing.
    pub not_yet: Vec<(Round, Message)>,
    /// The classes of the units beneath the actor's offices.
    pub classes: Vec<ClassOffered>,
}

/// A class from which may be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassOffered {
    /// Its key.
    pub class: String,
    /// Whether it is left out only with a reason.
    pub asked: bool,
}

/// Lists the draws of the organisation, of the programme that is named or in which the actor is; where the actor is in none, all:
/// what is published stays in its list.
pub fn list_draws(context: &Context<'_>, asked: impl Into<OfList<DrawId>>, limit: i64) -> Result<DrawList> {
    let asked: OfList<_> = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadPublished>(context, root)?;
    let opening = opening(context, &mut reader, Published::Draws)?;
    let of = listed(context, &mut reader, (asked.of(), Listed::Of(OfProgramme::All)))?;
    let mut draws = reader.draws(&permit, (&opening, of), asked.before, limit + 1)?;
    let more = draws.len() as i64 > limit;
    draws.truncate(usize::try_from(limit).unwrap_or_default());
    let next = draws.last().filter(|_| more).map(|last| last.id);
    Ok(DrawList { draws, next })
}

/// What the actor may freeze now. `named` are the classes from which is drawn wherever they are.
pub fn frames_to_freeze(context: &Context<'_>, named: &[String]) -> Result<ToFreeze> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadPublished>(context, root)?;
    let taken = reader.rounds_with_draw(&permit)?;
    let mut found = ToFreeze::default();
    for place in context.places::<FreezeFrame>() {
        let rounds = reader.rounds_of(place.unit)?;
        let free = |round: &Round| round.takes_assessment().is_ok() && !taken.contains(&round.id);
        for round in rounds.into_iter().filter(free) {
            let Some(standard) = reader.standard_of_round(&round)? else { continue };
            match gates(context, &mut reader, place, &round)?.0.reach(Gate::Draw) {
                Ok(()) => found.rounds.push((round, standard.standard.least_drawn())),
                Err(missing) => found.not_yet.push((round, missing)),
            }
        }
        let beneath = reader.frame_classes(&permit_at::<FreezeFrame>(context, place)?, None)?;
        let asked = asked_of(&beneath, named);
        for class in &beneath {
            let asked = asked.contains(&class);
            match found.classes.iter_mut().find(|offered| offered.class == class.class) {
                Some(offered) => offered.asked |= asked,
                None => found.classes.push(ClassOffered { class: class.class.clone(), asked }),
            }
        }
    }
    Ok(found)
}
