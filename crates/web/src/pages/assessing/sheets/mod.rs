//! Score sheets: what is owed, what was handed in, and the sheet itself.

mod fill;
mod heard;
mod list;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/sheets", Need::May(ActionKind::ReadAssessments), list::sheets),
    get("/sheets/new", Need::May(ActionKind::FillSheet), fill::blank),
    post("/sheets/new", Need::May(ActionKind::FillSheet), fill::submit).anew(),
    get("/sheets/{id}", Need::May(ActionKind::ReadAssessments), show::sheet),
];
