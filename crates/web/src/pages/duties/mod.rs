//! Posts and duties of a unit by form, and the same duties for many units at once.

pub mod cascade;
pub mod charges;
mod holder;
pub mod paths;
mod show;
mod spread;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/units/{code}/duties", Need::May(ActionKind::ReadDuties), show::show),
    post("/units/{code}/duties", Need::May(ActionKind::AssignDuty), show::lay).anew(),
    post("/units/{code}/posts", Need::May(ActionKind::AssignDuty), show::register).anew(),
    post("/posts/account", Need::May(ActionKind::AssignDuty), show::tie),
    post("/posts/end", Need::May(ActionKind::AssignDuty), show::end_post),
    post("/duties/end", Need::May(ActionKind::AssignDuty), show::end_duty),
    get("/units/{code}/duties/spread", Need::May(ActionKind::AssignDuty), spread::blank),
    post("/units/{code}/duties/spread", Need::May(ActionKind::AssignDuty), spread::spread).anew(),
];
