//! Show a round: its days, its standard, how the plans stand, and what it needs to move on.

use crate::{
    AppError, Context, Result,
    figures::{
        gates::{GateFigures, gates},
        lost::{Lost, lost},
    },
    home::home,
    permit_at, permit_on,
    programmes::{round_advance, round_reopen, round_reschedule},
};
use earnest_model::{
    id::RoundId,
    message::Message,
    permit::{OpenGate, ReadDuties, ReadFigures, ReadPlans, ReadProgramme, Target, may_somewhere},
    programmes::{
        exception::Exception,
        gates::Gates,
        round::{Round, RoundState},
    },
    units::unit::Unit,
};
pub use earnest_store::OwingUnit;
use earnest_store::{PlanCoverage, Programme, PublishedStandard, Reader, TakenUp};

/// A round's page.
#[derive(Debug, Clone)]
pub struct RoundView {
    /// The round.
    pub round: Round,
    /// Who organises it.
    pub organiser: Unit,
    /// The programme.
    pub programme: Programme,
    /// The organiser's standard in force.
    pub standard: Option<PublishedStandard>,
    /// The plans of the units that the actor may read.
    pub plans: Vec<PlanCoverage>,
    /// What it has of what it needs; for whoever may read the organiser's figures.
    pub gates: Option<(Gates, GateFigures)>,
    /// The organiser's direct subordinates and how far they took up their duties; for whoever may read them all.
    pub taken_up: Option<Vec<TakenUp>>,
    /// Whether the actor may change its calendar now.
    pub may_reschedule: bool,
    /// For whoever may move it on: the next state, or why not yet. `None` for others and after the last state.
    pub next: Option<std::result::Result<RoundState, Message>>,
    /// What was done otherwise than its gates ask for.
    pub exceptions: Vec<Exception>,
    /// Whether the actor may open a gate without its condition, and excuse units from their session.
    pub may_except: bool,
    /// For whoever may move it back: the state to which.
    pub back: Option<RoundState>,
    /// Whether another round of its programme is under way.
    pub under_way_beside: bool,
    /// What can't be recorded any more once it moved on; for whoever may move it on, where something is lost.
    pub lost: Option<Lost>,
}

/// Shows it.
pub fn show_round(context: &Context<'_>, id: RoundId) -> Result<RoundView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadProgramme, _>(context, &mut reader, id)?;
    let target = permit.target();
    if !in_line(context, target) {
        return Err(AppError::NotFound);
    }
    let round = reader.round(&permit)?;
    let next = match round_advance::ready(context, &mut reader, id) {
        Ok((_, round, next)) if round.state.is_running() => Some(next),
        _ => None,
    };
    let gates = match permit_on::<ReadFigures, _>(context, &mut reader, id) {
        Ok(_) => Some(gates(context, &mut reader, target, &round)?),
        Err(_) => None,
    };
    let lost = match (&next, &gates) {
        (Some(_), Some((gates, figures)))
            if matches!(round.state, RoundState::Assessing | RoundState::Circulated) =>
        {
            Some(lost(context, &mut reader, (target, &round), gates, figures)?)
                .filter(|lost| !lost.is_empty())
        }
        _ => None,
    };
    let taken_up = match permit_at::<ReadDuties>(context, target) {
        Ok(permit) => Some(reader.duties_taken_up(&permit)?),
        Err(_) => None,
    };
    let programme = permit_on(context, &mut reader, round.programme)?;
    // It is told where the round is about to be closed, and asked of nobody else.
    let under_way_beside = round.state == RoundState::Circulated
        && reader.rounds_of_programme(&programme)?.iter().any(|beside| {
            beside.id != round.id && beside.state.has_begun() && beside.state != RoundState::Closed
        });
    Ok(RoundView {
        under_way_beside,
        programme: reader.programme_of(&programme)?,
        gates,
        taken_up,
        may_reschedule: round_reschedule::ready(context, &mut reader, id).is_ok(),
        organiser: reader.unit(&permit.of_unit())?,
        standard: reader.standard_of_round(&round)?,
        plans: coverage(context, &mut reader, &round, target)?,
        next,
        exceptions: reader.exceptions(&permit)?,
        may_except: permit_on::<OpenGate, _>(context, &mut reader, id).is_ok()
            && matches!(round.state, RoundState::Open | RoundState::Assessing),
        back: round_reopen::ready(context, &mut reader, id).ok().map(|(.., back)| back),
        lost,
        round,
    })
}

/// Whether an organiser stands on a line with the actor: above one of the actor's posts, at it, or beneath. The rounds of
/// others are not the actor's business.
pub(crate) fn in_line(context: &Context<'_>, organiser: Target) -> bool {
    let mut held = context.actor.holdings(context.today).map(|holding| holding.span);
    held.any(|span| span.covers(organiser.span) || organiser.span.covers(span)) || context.actor.is_operator()
}

/// How the plans stand that the actor may read: of all the organiser's subordinates, or of the actor's own part.
pub(crate) fn coverage(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    round: &Round,
    organiser: Target,
) -> Result<Vec<PlanCoverage>> {
    if !may_somewhere(earnest_model::permit::ActionKind::ReadPlans, context.actor, context.today) {
        return Ok(Vec::new());
    }
    let permit = match permit_at::<ReadPlans>(context, organiser) {
        Ok(permit) => permit,
        Err(_) => permit_at::<ReadPlans>(context, home(context, reader)?.ok_or(AppError::NotFound)?)?,
    };
    Ok(reader.plan_coverage(&permit, round.organiser, round.id)?)
}
