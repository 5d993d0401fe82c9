//! Plans: the list of a round, writing one, reading one with its versions, and its review.

mod ask;
mod list;
mod review;
mod sections;
mod show;
mod sign;

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, see},
        route::{Need, Route, get, post},
    },
    look::State,
};
use earnest_app::{AppError, plans::plan_show::latest_plan};
use earnest_model::{
    id::RoundId,
    permit::{ActionKind, may_somewhere},
    plans::plan::PlanState,
};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/plans", Need::May(ActionKind::ReadPlans), list::list),
    get("/plans/new", Need::May(ActionKind::DraftPlan), ask::ask),
    post("/plans/new", Need::May(ActionKind::DraftPlan), ask::submit),
    get("/plans/sign", Need::May(ActionKind::SignPlan), sign::show),
    post("/plans/sign", Need::May(ActionKind::SignPlan), sign::sign),
    get("/plans/of/{code}/{round}", Need::May(ActionKind::ReadPlans), latest),
    get("/plans/{id}", Need::May(ActionKind::ReadPlans), show::show),
    post("/plans/{id}/review", Need::May(ActionKind::ReviewPlan), review::review),
];

/// The latest version of a unit's plan; where there is none, whoever may write one is led to it.
fn latest(call: &Call<'_>) -> Outcome {
    let (code, round) = (call.part("code")?, RoundId(call.id("round")?));
    match latest_plan(&call.context(), code, round)? {
        Some(id) => see(format!("/plans/{id}")),
        None if may_somewhere(ActionKind::SubmitPlan, call.actor, call.today) => {
            see(format!("/plans/new?round={round}&unit={code}"))
        }
        None => Err(AppError::NotFound.into()),
    }
}

/// How a version of a plan stands.
fn state(call: &Call<'_>, state: PlanState) -> State {
    let word = call.word(&format!("plan-state-{}", state.key()));
    match state {
        PlanState::Approved | PlanState::ApprovedWithRemarks => State::done(word),
        PlanState::Submitted => State::under_way(word),
        PlanState::Returned => State::trouble(word),
    }
}
