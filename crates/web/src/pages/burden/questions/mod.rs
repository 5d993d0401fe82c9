//! Free questions to units: the register of what was asked, the form to ask, the form to answer once.

mod ask;
mod list;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/questions", Need::May(ActionKind::ReadFigures), list::list),
    get("/questions/new", Need::May(ActionKind::AskQuestion), ask::blank),
    post("/questions/new", Need::May(ActionKind::AskQuestion), ask::send).anew(),
    get("/questions/{id}", Need::May(ActionKind::ReadFigures), show::question),
    post("/questions/{id}/answer", Need::May(ActionKind::AnswerQuestion), show::answer),
];
