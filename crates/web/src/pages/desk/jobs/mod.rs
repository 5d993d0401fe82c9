//! The queue of work that is done later: what waits, what was done, what was given up and may be tried again.

mod list;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/jobs", Need::May(ActionKind::ReadJobs), list::jobs),
    post("/jobs/{id}/again", Need::May(ActionKind::RetryJob), list::again).anew(),
];
