//! The journal of a subtree: who did what, newest first.

mod detail;
mod list;
pub mod paths;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[get("/journal", Need::May(ActionKind::ReadJournal), list::journal)];
