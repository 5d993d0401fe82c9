//! Review a plan: approve, approve with remarks, or return with what is missing.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::PlanId,
    permit::ReviewPlan,
    plans::{
        acts::PlansAct,
        plan::{Outcome, PlanState, Review, parse_review},
    },
};

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

/// Reviews it.
pub fn review_plan(context: &Context<'_>, form: &ReviewForm<'_>) -> Result<PlanState> {
    let mut work = context.store.begin(context.now)?;
    let permit = permit_on::<ReviewPlan, _>(context, &mut work.reader(), form.plan)?;
    let review =
        parse_review(form.outcome, &form.missing, form.remarks, form.checklist).map_err(AppError::Form)?;
    let plan = work.reader().plan(&permit)?;
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
