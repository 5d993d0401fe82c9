//! What follows a circular: how far it has come, and the forms with which a unit answers.

mod answer;
pub mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/circulars/{id}/follow-up", Need::May(ActionKind::ReadLedger), show::follow_up),
    post("/circulars/{id}/remind", Need::May(ActionKind::RemindReaders), show::remind).anew(),
    get("/criticisms/{id}", Need::May(ActionKind::FollowUpCircular), answer::criticism),
    post("/criticisms/{id}/problem", Need::May(ActionKind::FollowUpCircular), answer::open).anew(),
    post("/criticisms/{id}/link", Need::May(ActionKind::FollowUpCircular), answer::link),
    get("/obligations/{id}", Need::May(ActionKind::FollowUpCircular), answer::obligation),
    post("/obligations/{id}", Need::May(ActionKind::FollowUpCircular), answer::answer),
];
