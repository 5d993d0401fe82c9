//! A report that comes from outside, held against the register.

mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes. What is sent is read and not kept.
pub const ROUTES: &[Route] = &[
    get("/report/reconcile", Need::May(ActionKind::ReadFigures), show::ask),
    post("/report/reconcile", Need::May(ActionKind::ReadFigures), show::compare).anew().unclaimed(),
];
