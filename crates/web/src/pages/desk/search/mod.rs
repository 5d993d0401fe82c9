//! Search over everything that one may see.

mod find;
mod named;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/search", Need::SignedIn, find::find),
    get("/search/units", Need::May(ActionKind::ReadDesk), named::named),
];
