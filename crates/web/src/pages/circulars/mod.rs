//! Circulars: published results that everybody may read, and the form with which the office publishes one.

mod article;
mod comment;
mod draft;
mod facts;
pub mod follow_up;
mod list;
mod paper;
mod passage;
pub mod paths;
mod show;
mod write;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/circulars", Need::Public, list::circulars),
    get("/circulars/new", Need::May(ActionKind::DraftCircular), write::blank),
    post("/circulars/new", Need::May(ActionKind::DraftCircular), write::begin).anew(),
    get("/circulars/drafts/{id}", Need::May(ActionKind::ReadCircularDrafts), paper::draft),
    get("/circulars/drafts/{id}/edit", Need::May(ActionKind::DraftCircular), write::edit_blank),
    post("/circulars/drafts/{id}/edit", Need::May(ActionKind::DraftCircular), write::edit),
    post("/circulars/drafts/{id}/send", Need::May(ActionKind::DraftCircular), draft::send).as_read(),
    post("/circulars/drafts/{id}/withdraw", Need::May(ActionKind::DraftCircular), draft::withdraw)
        .weighed(draft::weigh_withdraw)
        .as_read(),
    post("/circulars/drafts/{id}/passages/{passage}", Need::May(ActionKind::AnswerPassage), draft::decide)
        .as_read(),
    post("/circulars/drafts/{id}/publish", Need::May(ActionKind::PublishCircular), draft::publish)
        .weighed(draft::weigh_publish)
        .as_read(),
    get("/passages/{id}", Need::May(ActionKind::CheckPassage), passage::passage),
    post("/passages/{id}", Need::May(ActionKind::CheckPassage), passage::check).as_read(),
    get("/circulars/{id}", Need::Public, paper::circular),
    post("/circulars/{id}/comments", Need::Public, comment::write).anew(),
    post("/comments/{id}", Need::May(ActionKind::ModerateComments), show::decide).as_read(),
    post("/circulars/{id}/acknowledge", Need::May(ActionKind::AcknowledgeCircular), show::acknowledge)
        .as_read(),
];
