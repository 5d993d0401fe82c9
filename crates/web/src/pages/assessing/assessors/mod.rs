//! How the assessors of a round mark: agreement, severity, sheets marked alike. For the office alone, as questions.

mod list;
mod second;
mod show;
mod words;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/assessors", Need::May(ActionKind::ReadAssessors), list::assessors),
    get("/assessors/{id}", Need::May(ActionKind::ReadAssessors), show::assessor),
    post("/assessors/second", Need::May(ActionKind::DrawSecondMarks), list::draw).as_read(),
    get("/assessors/second/{id}/certificate.json", Need::May(ActionKind::ReadAssessors), second::certificate),
];
