//! Search over everything that one may see.

mod find;

use crate::frame::route::{Need, Route, get};

/// The routes.
pub const ROUTES: &[Route] = &[get("/search", Need::SignedIn, find::find)];
