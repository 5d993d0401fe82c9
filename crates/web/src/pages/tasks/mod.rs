//! Directions and reminders, and what is late by unit.

mod late;
mod list;
pub mod paths;
mod send;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/tasks", Need::May(ActionKind::ReadTasks), list::list),
    get("/tasks/new", Need::May(ActionKind::SendTask), send::blank),
    post("/tasks/new", Need::May(ActionKind::SendTask), send::send).anew(),
    get("/tasks/{id}", Need::May(ActionKind::ReadTasks), show::task),
    get("/tasks/{id}/pass", Need::May(ActionKind::SendTask), send::pass_blank),
    post("/tasks/{id}/pass", Need::May(ActionKind::SendTask), send::pass),
    post("/tasks/{id}/acknowledge", Need::May(ActionKind::AnswerTask), show::acknowledge).as_read(),
    post("/tasks/{id}/reply", Need::May(ActionKind::AnswerTask), show::reply),
    post("/tasks/{id}/follow-up", Need::May(ActionKind::SendTask), show::follow_up),
    post("/tasks/{id}/finish", Need::May(ActionKind::SendTask), show::finish).as_read(),
    get("/late", Need::May(ActionKind::ReadFigures), late::late),
    get("/late/records", Need::May(ActionKind::ReadFigures), late::records),
];
