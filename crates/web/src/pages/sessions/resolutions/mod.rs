//! Resolutions of sessions: made from what was agreed, listed, and followed until they are done.

pub(crate) mod list;
mod new;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/resolutions", Need::May(ActionKind::ReadAssessments), list::resolutions),
    get("/resolutions/{id}", Need::May(ActionKind::ReadAssessments), show::resolution),
    post("/resolutions/{id}/end", Need::May(ActionKind::RecordSeminar), show::end),
    get("/seminars/{id}/resolutions", Need::May(ActionKind::RecordSeminar), new::blank),
    post("/seminars/{id}/resolutions", Need::May(ActionKind::RecordSeminar), new::make).anew(),
];
