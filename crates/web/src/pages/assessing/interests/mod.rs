//! Declared interests: because of them an assessor stays away from a unit.

mod list;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/interests", Need::May(ActionKind::DeclareInterest), list::interests),
    post("/interests", Need::May(ActionKind::DeclareInterest), list::declare).anew(),
    post("/interests/{id}/end", Need::May(ActionKind::DeclareInterest), list::end),
];
