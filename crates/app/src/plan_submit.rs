//! Submit a plan, or the next version of one that was returned.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    event::Subject,
    id::{PlanId, RoundId},
    permit::SubmitPlan,
    plan::{PlanForm, parse_plan},
};
use serde_json::json;

/// A plan to submit.
#[derive(Debug, Clone)]
pub struct Submit<'a> {
    /// The round.
    pub round: RoundId,
    /// Code of the unit.
    pub unit: &'a str,
    /// The form.
    pub form: PlanForm<'a>,
    /// Keys of the checklist's sections.
    pub checklist: &'a [String],
}

/// Submits it.
pub fn submit_plan(context: &Context<'_>, request: &Submit<'_>) -> Result<PlanId> {
    let (body, session_on) = parse_plan(&request.form, request.checklist).map_err(AppError::Form)?;
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<SubmitPlan>(context, &mut work.reader(), request.unit)?;
    let (round, _) = work.reader().locate_round(request.round)?.ok_or(AppError::NotFound)?;
    if !work.reader().directly_beneath(&permit, round.organiser)? {
        return Err(AppError::NotFound);
    }
    round.takes_plans()?;
    let last = work.reader().plan_versions(&permit, round.id)?.into_iter().next();
    let version = last.map_or(Ok(1), |last| last.may_follow())?;
    let id = work.plan_insert(&permit, round.id, version, &body, session_on)?;
    let late = context.today > round.plans_due_on;
    let detail = json!({ "round": round.number, "version": version, "late": late, "theme": body.theme });
    work.commit(&permit.event(Subject::new("plan", id.0), detail))?;
    Ok(id)
}
