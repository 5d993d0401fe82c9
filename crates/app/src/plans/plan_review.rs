//! Review a plan: approve, approve with remarks, or return with what is missing.

use crate::{AppError, Context, Result, in_round, permit_on};
use earnest_model::{
    id::PlanId,
    permit::{Permit, ReadProgramme, ReviewLeadersPlan, ReviewPlan},
    plans::{
        acts::PlansAct,
        plan::{Outcome, Plan, PlanState, Review, parse_review},
    },
};
use earnest_store::Reader;

/// A review as a form sends it.
#[derive(Debug, Clone)]
pub struct ReviewForm<'a> {
    /// The plan.
    pub plan: PlanId,
    /// The word of the outcome.
    pub outcome: &'a str,
    /// Keys ticked as missing.
    pub missing: Vec<&'a str>,
    /// Remarks.
    pub remarks: &'a str,
    /// Keys of the checklist.
    pub checklist: &'a [String],
}

/// The permit to review a plan.
pub(crate) enum Reviewing {
    /// From above, or as the body in whose sector the unit is.
    Above(Permit<ReviewPlan, PlanId>),
    /// As the office of an organiser whose own leading group wrote it, where nobody above would.
    Leaders(Permit<ReviewLeadersPlan, PlanId>),
}

/// Whether the actor may review the plan now: the plan, with the permit for it.
pub(crate) fn ready(context: &Context<'_>, reader: &mut Reader<'_>, id: PlanId) -> Result<(Reviewing, Plan)> {
    let (permit, plan) = match permit_on(context, reader, id) {
        Ok(permit) => {
            let plan = reader.plan(&permit)?;
            let (_, organiser) = reader.locate_round(plan.round)?.ok_or(AppError::NotFound)?;
            // The plan of the organiser's own leading group is reviewed from above, by people of another's rounds.
            if plan.unit != organiser.unit {
                in_round::<ReviewPlan>(context, organiser.unit, permit.target())?;
            }
            (Reviewing::Above(permit), plan)
        }
        Err(_) => {
            let permit = permit_on::<ReviewLeadersPlan, _>(context, reader, id)?;
            let plan = reader.plan(&permit)?;
            of_leaders(context, reader, &permit, &plan)?;
            (Reviewing::Leaders(permit), plan)
        }
    };
    plan.awaits_review()?;
    // Of a round that is over nothing is waited for any more.
    let (round, _) = reader.locate_round(plan.round)?.ok_or(AppError::NotFound)?;
    if round.state.is_over() {
        return Err(AppError::refused("error-round-over"));
    }
    Ok((permit, plan))
}

/// Refuses any plan but that of the organiser's own leading group in a round of its own; one that somebody above would
/// review; and whoever wrote or signed it.
fn of_leaders(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReviewLeadersPlan, PlanId>,
    plan: &Plan,
) -> Result<()> {
    let reading = permit_on::<ReadProgramme, _>(context, reader, plan.round)?;
    let round = reader.round(&reading)?;
    let reading = permit_on::<ReadProgramme, _>(context, reader, round.programme)?;
    if round.organiser != plan.unit || reader.programme_of(&reading)?.superior.is_some() {
        return Err(AppError::NotFound);
    }
    if permit.account().is_none() || [plan.submitted_by, plan.signed_by].contains(&permit.account()) {
        return Err(AppError::refused("error-leaders-own-plan"));
    }
    Ok(())
}

/// Reviews it.
pub fn review_plan(context: &Context<'_>, form: &ReviewForm<'_>) -> Result<PlanState> {
    let mut work = context.begin()?;
    let review = parse_review(form.outcome, &form.missing, form.remarks, form.checklist);
    // Whoever may not review it learns nothing of the form; a plan that was reviewed comes after the form's faults.
    let (permit, plan) = match (ready(context, &mut work.reader(), form.plan), &review) {
        (Err(AppError::Refused(_)), Err(faults)) => return Err(AppError::Form(faults.clone())),
        (other, _) => other?,
    };
    let review = review.map_err(AppError::Form)?;
    let state = plan.reviewed(&review)?;
    let event = match &permit {
        Reviewing::Above(permit) => {
            work.plan_review_insert(permit, state, &review)?;
            permit.act(told(review, plan.version))
        }
        Reviewing::Leaders(permit) => {
            work.plan_review_insert(permit, state, &review)?;
            permit.act(told(review, plan.version))
        }
    };
    work.commit(&event)?;
    Ok(state)
}

fn told(review: Review, version: i32) -> PlansAct {
    let (outcome, missing) = (review.outcome.key(), review.missing);
    match review.outcome {
        Outcome::Approve | Outcome::ApproveWithRemarks => {
            PlansAct::PlanApproved { outcome, missing, version }
        }
        Outcome::Return => PlansAct::PlanReturned { outcome, missing, version },
    }
}
