//! What the register says of its organisation.

mod set;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/organisation", Need::May(ActionKind::SetOrganisation), set::ask),
    post("/organisation", Need::May(ActionKind::SetOrganisation), set::set),
];
