//! A leader by post: the own example, and the units in the leader's charge with how each stands.

mod list;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/leaders", Need::May(ActionKind::ReadDuties), list::contacts),
    get("/leaders/{id}", Need::May(ActionKind::ReadDuties), show::leader),
    post("/leaders/{id}/charges", Need::May(ActionKind::AssignDuty), show::give).anew(),
    post("/leaders/{id}/charges/end", Need::May(ActionKind::AssignDuty), show::end),
];
