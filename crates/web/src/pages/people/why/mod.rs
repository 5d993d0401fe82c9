//! Why one sees a record: the rule and the post that allow it; and who else sees it, for whoever reads accounts.

mod show;

use crate::frame::route::{Need, Route, get};

/// The routes.
pub const ROUTES: &[Route] = &[get("/why", Need::SignedIn, show::why)];
