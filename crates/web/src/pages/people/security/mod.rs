//! What happens at the door, for whoever administers the whole organisation.

mod list;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[get("/security", Need::May(ActionKind::ReadJobs), list::security)];
