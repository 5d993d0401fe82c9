//! A unit: where it stands, its duties, plans, ratings, ledger and visits, panel by panel.

mod panels;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/units/{code}", Need::May(ActionKind::ReadFigures), show::unit),
    post("/duties/{id}/acknowledge", Need::May(ActionKind::AcknowledgeDuty), show::acknowledge),
];
