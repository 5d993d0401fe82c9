//! Where the script of a form keeps it while it is filled in.

mod keep;

use crate::frame::route::{Need, Route, post};

/// The routes.
pub const ROUTES: &[Route] = &[post("/drafts", Need::SignedIn, keep::keep).anew().unclaimed()];
