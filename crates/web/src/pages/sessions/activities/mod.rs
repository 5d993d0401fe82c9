//! Activities that units owe to a round besides the seminar: what is owed, planned and held.

mod list;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/activities", Need::May(ActionKind::ReadAssessments), list::activities),
    post("/activities", Need::May(ActionKind::RecordSeminar), list::plan).anew(),
];
