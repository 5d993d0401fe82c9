//! Examples: sessions whose plan and minutes the lower tiers of a round may consult.

mod list;
mod show;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/exemplars", Need::May(ActionKind::ReadExemplars), list::exemplars),
    get("/exemplars/{id}", Need::May(ActionKind::ReadExemplars), show::exemplar),
];
