//! Sending people to listen in: one, or all at once by a proposal; who listens in where, as a list and a calendar; the letter
//! by which somebody is invited.

mod ask;
mod calendar;
mod leaders;
pub(crate) mod list;
mod paper;
mod plan;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/observations", Need::May(ActionKind::ReadAssessments), list::observations),
    get("/observations/plan", Need::May(ActionKind::AssignObserver), plan::plan),
    post("/observations/plan", Need::May(ActionKind::AssignObserver), plan::send).anew(),
    get("/observations/mine.ics", Need::May(ActionKind::ReadDesk), calendar::mine),
    get("/observations/{id}/session.ics", Need::May(ActionKind::ReadAssessments), calendar::one),
    get("/observations/lots/{id}/certificate.json", Need::May(ActionKind::ReadAssessors), plan::certificate),
    get("/rounds/{id}/leading-group", Need::May(ActionKind::HearLeaders), leaders::show),
    post("/rounds/{id}/leading-group", Need::May(ActionKind::HearLeaders), leaders::draw).anew(),
    get("/observations/new", Need::May(ActionKind::AssignObserver), ask::ask),
    post("/observations/new", Need::May(ActionKind::AssignObserver), ask::send).anew(),
    get("/observations/{id}", Need::May(ActionKind::ReadAssessments), paper::observation),
];
