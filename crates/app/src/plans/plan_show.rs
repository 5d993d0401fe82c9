//! Show a plan with its versions and reviews, and what the actor may do with it.

use crate::{
    Context, Result, in_round, permit, permit_at, permit_on,
    plans::{plan_ask::may_write, plan_review::ready},
};
use earnest_model::{
    id::{PlanId, RoundId},
    permit::{ReadPlans, ReadProgramme, ReviewPlan, SubmitPlan},
    plans::plan::Plan,
    programmes::round::Round,
    units::unit::Unit,
};
use earnest_store::PlanReview;

/// A plan's page.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// The version that is shown.
    pub plan: Plan,
    /// The version before it, to see what changed.
    pub before: Option<Plan>,
    /// Its round.
    pub round: Round,
    /// Whose it is.
    pub unit: Unit,
    /// All versions, the newest first.
    pub versions: Vec<Plan>,
    /// All reviews, the newest first.
    pub reviews: Vec<PlanReview>,
    /// Plans of the round that wait for their review, but for this one, in the order in which they come next; for
    /// whoever reviews them.
    pub next: Vec<PlanId>,
    /// Whether the actor may review it now.
    pub may_review: bool,
    /// Whether the actor may submit the next version now.
    pub may_submit: bool,
}

/// Shows it.
pub fn show_plan(context: &Context<'_>, id: PlanId) -> Result<PlanView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let on_plan = permit_on::<ReadPlans, _>(context, &mut reader, id)?;
    let plan = reader.plan(&on_plan)?;
    let (permit, target) = (on_plan.of_unit(), on_plan.target());
    let on_round = permit_on::<ReadProgramme, _>(context, &mut reader, plan.round)?;
    let (round, organiser) = (reader.round(&on_round)?, on_round.target());
    let versions = reader.plan_versions(&permit, plan.round)?;
    let may_submit = match permit_at::<SubmitPlan>(context, target) {
        Ok(permit) => plan.latest && may_write(context, &mut reader, &permit, plan.round).is_ok(),
        Err(_) => false,
    };
    let reviews_here = in_round::<ReviewPlan>(context, organiser.unit, target).is_ok();
    let next = match permit_at::<ReadPlans>(context, organiser) {
        Ok(permit) if reviews_here => after(reader.plans_waiting(&permit, round.id)?, id),
        _ => Vec::new(),
    };
    Ok(PlanView {
        next,
        before: versions.iter().find(|version| version.version + 1 == plan.version).cloned(),
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        reviews: reader.plan_reviews(&permit, plan.round)?,
        may_review: ready(context, &mut reader, id).is_ok(),
        may_submit,
        versions,
        round,
        plan,
    })
}

/// The others in turn, beginning after one of them.
fn after(mut waiting: Vec<PlanId>, id: PlanId) -> Vec<PlanId> {
    if let Some(place) = waiting.iter().position(|plan| *plan == id) {
        waiting.rotate_left(place);
        waiting.remove(0);
    }
    waiting
}

/// The latest version of a unit's plan for a round; `None` if there is none yet.
pub fn latest_plan(context: &Context<'_>, unit: &str, round: RoundId) -> Result<Option<PlanId>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<ReadPlans>(context, &mut reader, unit)?;
    Ok(reader.plan_versions(&permit, round)?.first().map(|plan| plan.id))
}
