//! Notices: what happened that concerns the reader, a line of each record.

mod list;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/notices", Need::May(ActionKind::ReadDesk), list::notices),
    post("/notices/read", Need::May(ActionKind::ReadDesk), list::read).anew(),
];
