//! Why one sees a record: the rule and the post that allow it; and who else sees it, for whoever reads accounts.

mod show;

use crate::frame::{
    route::{Need, Route, get},
    shell::WHY,
};

/// The routes.
pub const ROUTES: &[Route] = &[get(WHY, Need::SignedIn, show::why)];
