//! Sessions that were held: the list, and the form with which a unit records one and corrects it.

mod criteria;
mod despite;
mod list;
mod make_up;
mod paper;
mod record;
pub(super) mod rows;
pub mod show;
mod speech;
mod standing;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/seminars", Need::May(ActionKind::ReadAssessments), list::seminars),
    get("/seminars/new", Need::May(ActionKind::RecordSeminar), record::blank),
    post("/seminars/new", Need::May(ActionKind::RecordSeminar), record::record).anew(),
    get("/seminars/{id}/make-up", Need::May(ActionKind::RecordSeminar), make_up::blank),
    post("/seminars/{id}/make-up", Need::May(ActionKind::RecordSeminar), make_up::record),
    get("/seminars/{id}/correct", Need::May(ActionKind::RecordSeminar), record::correct_blank),
    post("/seminars/{id}/correct", Need::May(ActionKind::RecordSeminar), record::correct),
    post("/seminars/{id}/withdraw", Need::May(ActionKind::RecordSeminar), record::withdraw),
    get("/seminars/{id}", Need::May(ActionKind::ReadAssessments), paper::seminar),
    post("/seminars/{id}/exemplar", Need::May(ActionKind::MarkExemplar), show::exemplar),
    get(
        "/seminars/{id}/speeches/{place}/problem",
        Need::May(ActionKind::ReportProblems),
        speech::problem_blank,
    ),
    post("/seminars/{id}/speeches/{place}/problem", Need::May(ActionKind::ReportProblems), speech::problem)
        .anew(),
    get(
        "/seminars/{id}/speeches/{place}/lesson",
        Need::May(ActionKind::SuggestProblem),
        speech::lesson_blank,
    ),
    post("/seminars/{id}/speeches/{place}/lesson", Need::May(ActionKind::SuggestProblem), speech::lesson)
        .anew(),
    get("/suggestions/{id}", Need::May(ActionKind::AnswerSuggestion), speech::suggestion),
    post("/suggestions/{id}/accept", Need::May(ActionKind::AnswerSuggestion), speech::accept).as_read(),
    post("/suggestions/{id}/decline", Need::May(ActionKind::AnswerSuggestion), speech::decline).as_read(),
];
