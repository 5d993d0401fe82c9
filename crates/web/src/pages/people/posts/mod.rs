//! The post under which one acts, for whoever holds several.

mod choose;

use crate::frame::route::{Need, Route, get, post};

/// The routes.
pub const ROUTES: &[Route] =
    &[get("/posts", Need::SignedIn, choose::ask), post("/posts", Need::SignedIn, choose::choose).anew()];
