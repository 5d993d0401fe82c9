//! Plans: the list of a round, writing one, reading one with its versions, and its review.

mod ask;
mod list;
mod paper;
pub mod paths;
mod review;
mod sections;
mod show;
mod sign;
mod state;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/plans", Need::May(ActionKind::ReadPlans), list::list),
    get("/plans/new", Need::May(ActionKind::DraftPlan), ask::ask),
    post("/plans/new", Need::May(ActionKind::DraftPlan), ask::submit).proven(),
    get("/plans/sign", Need::May(ActionKind::SignPlan), sign::show),
    post("/plans/sign", Need::May(ActionKind::SignPlan), sign::sign).as_read(),
    get("/plans/of/{code}/{round}", Need::May(ActionKind::ReadPlans), show::latest),
    get("/plans/{id}", Need::May(ActionKind::ReadPlans), paper::plan),
    post("/plans/{id}/review", Need::May(ActionKind::ReviewPlan), show::review).as_read(),
];
