//! Overall ratings: by class, and each with its computation step by step.

mod appeal;
mod grade;
mod list;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/ratings", Need::May(ActionKind::ReadAssessments), list::ratings),
    post("/ratings", Need::May(ActionKind::RateUnit), list::rate).weighed(list::weigh_rate).as_read(),
    get("/ratings/{id}", Need::May(ActionKind::ReadAssessments), show::rating),
    post("/ratings/{id}/appeal", Need::May(ActionKind::AppealRating), show::lodge).as_read(),
    post("/ratings/{id}/appeals/{appeal}", Need::May(ActionKind::DecideAppeal), show::decide).as_read(),
];
