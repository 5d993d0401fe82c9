//! The read API, version 1: the same use cases as the pages, in JSON. Who asks is known by the session; a token can
//! stand beside it one day (`crate::serve` finds out who asks, and only there would it be read).

pub(super) mod answer;
mod lists;
mod openapi;

pub use openapi::summary;

use crate::frame::{
    call::Call,
    reply::Outcome,
    route::{Need, Route, get},
};
use earnest_app::AppError;
use earnest_model::{figures::question::malformed, permit::ActionKind};
use serde_json::Value;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/api/v1/openapi.json", Need::Public, served),
    get("/api/v1/figures", Need::May(ActionKind::ReadFigures), lists::figures),
    get("/api/v1/figures/{name}", Need::May(ActionKind::ReadFigures), lists::records),
    get("/api/v1/draws", Need::Public, lists::draws),
    get("/api/v1/draws/{id}", Need::Public, lists::draw),
    get("/api/v1/circulars", Need::Public, lists::circulars),
    get("/api/v1/circulars/{id}", Need::Public, lists::circular),
    get("/api/v1/ledger", Need::May(ActionKind::ReadLedger), lists::ledger),
];

/// Refuses query fields of which the description says nothing.
pub(super) fn only_known(call: &Call<'_>, route: &Route) -> Result<(), AppError> {
    call.only(openapi::query(route.path))?;
    // A program that leaves a field empty meant something by it: what, nobody knows.
    match call.query.0.iter().find(|(_, value)| value.is_empty()) {
        Some((name, _)) => Err(AppError::field(name, malformed(name, ""))),
        None => Ok(()),
    }
}

/// The whole description.
pub fn document() -> Value {
    openapi::document(ROUTES)
}

fn served(_: &Call<'_>) -> Outcome {
    answer::answer(&document())
}
