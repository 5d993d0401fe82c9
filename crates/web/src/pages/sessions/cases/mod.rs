//! The library of cases: what one may read of it, where each was used, and the form that puts one in.

mod list;
mod new;
pub mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/cases", Need::May(ActionKind::ReadCases), list::cases),
    get("/cases/new", Need::May(ActionKind::RegisterCase), new::blank),
    post("/cases/new", Need::May(ActionKind::RegisterCase), new::register).anew(),
    get("/cases/{id}", Need::May(ActionKind::ReadCases), show::case),
];
