//! Review a plan: approve, approve with remarks, or return with what is missing.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::PlanId,
    permit::ReviewPlan,
    plans::plan::{PlanState, parse_review},
};
use serde_json::json;

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
    let target = work.reader().locate_plan(form.plan)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReviewPlan>(context, target)?;
    let review =
        parse_review(form.outcome, &form.missing, form.remarks, form.checklist).map_err(AppError::Form)?;
    let plan = work.reader().plan(&permit, form.plan)?;
    let state = plan.reviewed(&review)?;
    work.plan_review_insert(&permit, plan.id, state, &review)?;
    let detail =
        json!({ "outcome": review.outcome.key(), "missing": review.missing, "version": plan.version });
    work.commit(&permit.event(Subject::new("plan", plan.id.0), detail))?;
    Ok(state)
}
