//! After a round: what the drawn units say about all of them, and exactly which units say it.

mod list;
mod units;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/estimates", Need::May(ActionKind::ReadAssessments), list::estimates),
    get("/estimates/units", Need::May(ActionKind::ReadAssessments), units::units),
];
