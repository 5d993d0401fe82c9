//! Circulars: published results that everybody may read, and the form with which the office publishes one.

mod comment;
mod draft;
pub mod follow_up;
mod list;
mod passage;
mod show;
mod write;

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, see},
        route::{Need, Route, get, post},
    },
    look::{Figure, Figures},
    pages::figure_href,
};
use earnest_app::circulars::circular_acknowledge::acknowledge_circular;
use earnest_model::{figures::figure::Traced, id::CircularId, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/circulars", Need::Public, list::circulars),
    get("/circulars/new", Need::May(ActionKind::DraftCircular), write::blank),
    post("/circulars/new", Need::May(ActionKind::DraftCircular), write::begin),
    get("/circulars/drafts/{id}", Need::May(ActionKind::DraftCircular), draft::draft),
    get("/circulars/drafts/{id}/edit", Need::May(ActionKind::DraftCircular), write::edit_blank),
    post("/circulars/drafts/{id}/edit", Need::May(ActionKind::DraftCircular), write::edit),
    post("/circulars/drafts/{id}/send", Need::May(ActionKind::DraftCircular), draft::send),
    post("/circulars/drafts/{id}/withdraw", Need::May(ActionKind::DraftCircular), draft::withdraw),
    post("/circulars/drafts/{id}/passages/{passage}", Need::May(ActionKind::AnswerPassage), draft::decide),
    post("/circulars/drafts/{id}/publish", Need::May(ActionKind::PublishCircular), draft::publish),
    get("/passages/{id}", Need::May(ActionKind::CheckPassage), passage::passage),
    post("/passages/{id}", Need::May(ActionKind::CheckPassage), passage::check),
    get("/circulars/{id}", Need::Public, show::circular),
    post("/circulars/{id}/comments", Need::Public, comment::write),
    post("/comments/{id}", Need::May(ActionKind::ModerateComments), comment::decide),
    post("/circulars/{id}/acknowledge", Need::May(ActionKind::AcknowledgeCircular), acknowledge),
];

fn acknowledge(call: &Call<'_>) -> Outcome {
    let id: CircularId = call.id("id")?;
    acknowledge_circular(&call.context(), id, call.form.get("unit"))?;
    see(format!("/circulars/{id}"))
}

/// The basic facts of a circular as figures that open to their records.
fn facts(call: &Call<'_>, facts: &[Traced], organiser: &str, round: i32) -> Figures {
    Figures::new(facts.iter().map(|figure| {
        let name = figure.name();
        let value = call.tr.number(i64::try_from(figure.value()).unwrap_or(i64::MAX));
        let counts = call.word(&format!("figure-{}", name.key()));
        Figure::new(value, counts, figure_href(name, organiser, Some(round)))
    }))
}
