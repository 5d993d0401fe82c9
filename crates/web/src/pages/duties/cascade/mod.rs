//! The cascade: per tier who acknowledged, planned, acts and was verified; where it stopped; who is silent.

mod show;
mod units;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/cascade", Need::May(ActionKind::ReadFigures), show::cascade),
    get("/cascade/units", Need::May(ActionKind::ReadFigures), units::units),
];
