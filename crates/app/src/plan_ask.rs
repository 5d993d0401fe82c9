//! What a unit is asked for with a plan: the round, and what was missing in the last version.

use crate::{AppError, Context, Result, permit, permit_at};
use earnest_model::{
    id::RoundId,
    permit::{ReadProgramme, SubmitPlan},
    plan::Plan,
    round::Round,
    unit::Unit,
};
use earnest_store::PlanReview;

/// A plan to be written.
#[derive(Debug, Clone)]
pub struct PlanAsked {
    /// The round.
    pub round: Round,
    /// The unit.
    pub unit: Unit,
    /// The version that was returned, to start from.
    pub last: Option<Plan>,
    /// Its review.
    pub review: Option<PlanReview>,
}

/// What is asked; refused if the round takes no plans or the last version needs none after it.
pub fn ask_plan(context: &Context<'_>, round: RoundId, unit: &str) -> Result<PlanAsked> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<SubmitPlan>(context, &mut reader, unit)?;
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    if !organiser.span.strictly_covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    round.takes_plans()?;
    let last = reader.plan_versions(&permit, round.id)?.into_iter().next();
    if let Some(last) = &last {
        last.may_follow()?;
    }
    let review = reader.plan_reviews(&permit, round.id)?.into_iter().next();
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok(PlanAsked { round, unit, last, review })
}
