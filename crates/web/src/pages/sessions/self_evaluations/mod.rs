//! What units say of themselves after a round.

mod list;
mod new;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/self-evaluations", Need::May(ActionKind::ReadAssessments), list::self_evaluations),
    get("/self-evaluations/new", Need::May(ActionKind::RecordSeminar), new::blank),
    post("/self-evaluations/new", Need::May(ActionKind::RecordSeminar), new::evaluate).anew(),
];
