//! Sessions that were held: the list, and the form with which a unit records one.

mod list;
mod record;

use crate::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/seminars", Need::May(ActionKind::ReadAssessments), list::seminars),
    get("/seminars/new", Need::May(ActionKind::RecordSeminar), record::blank),
    post("/seminars/new", Need::May(ActionKind::RecordSeminar), record::record),
];
