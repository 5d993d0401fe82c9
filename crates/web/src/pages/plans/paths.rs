//! Addresses of plans.

use crate::frame::address::paths;
use earnest_model::id::{PlanId, RoundId};

paths! {
    plans() = "/plans";
    plan_new() = "/plans/new";
    plan_sign() = "/plans/sign";
    latest(code: &str, round: RoundId) = "/plans/of/{code}/{round}";
    plan(id: PlanId) = "/plans/{id}";
    review(id: PlanId) = "/plans/{id}/review";
}
