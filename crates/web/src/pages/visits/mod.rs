//! Visits: tours that are planned and made, the sheet of a visit, what it left and what was answered.

mod change;
mod guidance;
mod left;
mod list;
mod paper;
pub mod paths;
mod plan;
mod record_rows;
mod sheet;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/visits", Need::May(ActionKind::ReadVisits), list::visits),
    get("/tours/new", Need::May(ActionKind::PlanTour), plan::blank),
    post("/tours/new", Need::May(ActionKind::PlanTour), plan::plan).anew(),
    get("/visits/{id}", Need::May(ActionKind::ReadVisits), paper::visit),
    post("/visits/{id}/record", Need::May(ActionKind::RecordVisit), sheet::record),
    post("/visits/{id}/add", Need::May(ActionKind::RecordVisit), show::add),
    post("/visits/{id}/close", Need::May(ActionKind::RecordVisit), show::close).as_read(),
    post("/visits/{id}/move", Need::May(ActionKind::PlanTour), sheet::move_it),
    post("/visits/{id}/call-off", Need::May(ActionKind::PlanTour), sheet::call_off),
    post("/visits/{id}/correct", Need::May(ActionKind::RecordVisit), show::correct),
    post("/visits/{id}/withdraw", Need::May(ActionKind::RecordVisit), show::withdraw),
    post("/visits/{id}/combine", Need::May(ActionKind::PlanTour), plan::combine),
    get("/visit-items/{id}", Need::May(ActionKind::ReadVisits), guidance::show),
    post("/visit-items/{id}/acknowledge", Need::May(ActionKind::ReplyToVisit), guidance::acknowledge)
        .as_read(),
    post("/visit-items/{id}/given", Need::May(ActionKind::GiveHelp), show::given),
    post("/visit-items/{id}/reply", Need::May(ActionKind::ReplyToVisit), show::reply),
];
