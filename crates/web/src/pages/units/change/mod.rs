//! Changing units: an order is asked for, looked at, carried out, taken back.

mod order;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/organisation/change", Need::May(ActionKind::ChangeUnits), order::ask),
    post("/organisation/change", Need::May(ActionKind::ChangeUnits), order::send).anew(),
    post("/organisation/change/undo", Need::May(ActionKind::ChangeUnits), order::undo).anew(),
];
