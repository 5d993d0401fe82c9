//! What a unit is asked for with a plan: the round, its draft so far, and what was missing in the last version.

use crate::{AppError, Context, Result, permit, permit_at, permit_on};
use earnest_model::{
    id::RoundId,
    permit::{DraftPlan, Permit, ReadProgramme},
    plans::{plan::Plan, plan_draft::PlanDraft},
    programmes::round::Round,
    units::unit::Unit,
};
use earnest_store::{OpensPlans, PlanReview, Reader, ReadsDraft};

/// A plan to be written.
#[derive(Debug, Clone)]
pub struct PlanAsked {
    /// The round.
    pub round: Round,
    /// The unit.
    pub unit: Unit,
    /// The draft, if one is begun.
    pub draft: Option<PlanDraft>,
    /// The version that was returned, to start from.
    pub last: Option<Plan>,
    /// Its review.
    pub review: Option<PlanReview>,
}

/// What is asked; refused if the round takes no plans or the last version needs none after it.
pub fn ask_plan(context: &Context<'_>, round: RoundId, unit: &str) -> Result<PlanAsked> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<DraftPlan>(context, &mut reader, unit)?;
    let (round, last) = may_write(context, &mut reader, &permit, round)?;
    let draft = reader.plan_draft(&permit, round.id)?;
    let review = reader.plan_reviews(&permit, round.id)?.into_iter().next();
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok(PlanAsked { round, unit, draft, last, review })
}

/// Whether the permit's unit may write a plan for a round now: it stands directly beneath the organiser or is
/// the organiser whose own leading group takes part, the round takes
/// plans, and the last version was returned, if there is one. Gives the round and that version.
pub(crate) fn may_write<A: OpensPlans + ReadsDraft>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    round: RoundId,
) -> Result<(Round, Option<Plan>)> {
    let reading = permit_on::<ReadProgramme, _>(context, reader, round)?;
    let round = reader.round(&reading)?;
    if !reader.directly_beneath(permit, round.organiser)? && !reader.leaders_owe(permit, round.id)? {
        return Err(AppError::NotFound);
    }
    round.takes_plans()?;
    let last = reader.plan_versions(permit, round.id)?.into_iter().next();
    if let Some(last) = &last {
        last.may_follow()?;
    }
    Ok((round, last))
}
