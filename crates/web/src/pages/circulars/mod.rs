//! Circulars: published results that everybody may read, and the form with which the office publishes one.

mod list;
mod show;
mod write;

use crate::{
    call::Call,
    reply::{Outcome, see},
    route::{Need, Route, get, post},
};
use earnest_app::circular_acknowledge::acknowledge_circular;
use earnest_model::{id::CircularId, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/circulars", Need::Public, list::circulars),
    get("/circulars/new", Need::May(ActionKind::PublishCircular), write::blank),
    post("/circulars/new", Need::May(ActionKind::PublishCircular), write::publish),
    get("/circulars/{id}", Need::Public, show::circular),
    post("/circulars/{id}/acknowledge", Need::May(ActionKind::AcknowledgeCircular), acknowledge),
];

fn acknowledge(call: &Call<'_>) -> Outcome {
    let id: CircularId = call.id("id")?;
    acknowledge_circular(&call.context(), id, call.form.get("unit"))?;
    see(format!("/circulars/{id}"))
}
