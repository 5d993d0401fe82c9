//! Where the script of a form keeps it while it is filled in.

mod keep;

use crate::frame::{
    drafts::PATH,
    route::{Need, Route, post},
};

/// The routes.
pub const ROUTES: &[Route] = &[post(PATH, Need::SignedIn, keep::keep).anew()];
