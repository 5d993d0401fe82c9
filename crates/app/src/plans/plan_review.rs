//! Review a plan: approve, approve with remarks, or return with what is missing.

use crate::{AppError, Context, Result, in_round, permit_on};
use earnest_model::{
    id::PlanId,
    permit::{Permit, ReviewPlan},
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

/// Whether the actor may review the plan now: the plan, with the permit for it.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: PlanId,
) -> Result<(Permit<ReviewPlan, PlanId>, Plan)> {
    let permit = permit_on(context, reader, id)?;
    let plan = reader.plan(&permit)?;
    let (_, organiser) = reader.locate_round(plan.round)?.ok_or(AppError::NotFound)?;
    in_round::<ReviewPlan>(context, organiser.unit, permit.target())?;
    plan.awaits_review()?;
    Ok((permit, plan))
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
    work.plan_review_insert(&permit, state, &review)?;
    work.commit(&permit.act(told(review, plan.version)))?;
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
