//! Completeness and timeliness of units over the rounds.

mod show;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[get("/timeliness", Need::May(ActionKind::ReadFigures), show::timeliness)];
