//! Recounts: figures that units reported, counted anew at spot checks.

mod fill;
mod list;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/recounts", Need::May(ActionKind::ReadAssessments), list::recounts),
    get("/recounts/new", Need::May(ActionKind::RecountFigures), fill::blank),
    post("/recounts/new", Need::May(ActionKind::RecountFigures), fill::record).anew(),
];
