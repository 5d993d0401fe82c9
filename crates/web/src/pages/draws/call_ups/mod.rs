//! What is called up from a unit that was drawn: it says where things are, and makes nothing for it; whoever reads what is found
//! out about the unit reads what it answered.

mod answer;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/call-ups/{id}", Need::May(ActionKind::ReadAssessments), answer::show),
    post("/call-ups/{id}", Need::May(ActionKind::AnswerCallUp), answer::answer),
];
