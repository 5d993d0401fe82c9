//! Forms that were not taken and are not wanted any more.

mod put_away;

use crate::frame::route::{Need, Route, post};

/// The routes.
pub const ROUTES: &[Route] = &[post("/kept/{token}/drop", Need::SignedIn, put_away::put_away).anew()];
