//! Sessions that were held: the list, and the form with which a unit records one.

mod list;
mod make_up;
mod record;

use crate::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/seminars", Need::May(ActionKind::ReadAssessments), list::seminars),
    get("/seminars/new", Need::May(ActionKind::RecordSeminar), record::blank),
    post("/seminars/new", Need::May(ActionKind::RecordSeminar), record::record),
    get("/seminars/{id}/make-up", Need::May(ActionKind::RecordSeminar), make_up::blank),
    post("/seminars/{id}/make-up", Need::May(ActionKind::RecordSeminar), make_up::record),
];
