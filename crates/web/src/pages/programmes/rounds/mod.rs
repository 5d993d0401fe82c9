//! Rounds: the list, a round's own page, and moving it on.

mod calendar;
mod gates;
mod list;
mod show;
pub(super) mod state;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/rounds", Need::May(ActionKind::ReadProgramme), list::list),
    get("/rounds/{id}", Need::May(ActionKind::ReadProgramme), show::show),
    get("/rounds/{id}/calendar", Need::May(ActionKind::RescheduleRound), calendar::ask),
    post("/rounds/{id}/calendar", Need::May(ActionKind::RescheduleRound), calendar::change),
    post("/rounds/{id}/advance", Need::May(ActionKind::AdvanceRound), show::advance)
        .weighed(show::weigh_advance)
        .as_read(),
    post("/rounds/{id}/excuse", Need::May(ActionKind::ExcuseSession), show::excuse),
    post("/rounds/{id}/gate", Need::May(ActionKind::OpenGate), show::open).as_read(),
    post("/rounds/{id}/reopen", Need::May(ActionKind::ReopenRound), show::reopen).as_read(),
];
