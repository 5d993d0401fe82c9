//! Standards: what is scored, with how many points, and what the grades mean; published ones are open to everyone.
//! Their drafts, and the agreement of the bodies to one.

mod agree;
mod changes;
mod draft;
mod draft_form;
mod meant;
mod paper;
mod rubric;
mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/standards/draft", Need::May(ActionKind::DraftStandard), draft::draft),
    post("/standards/draft", Need::May(ActionKind::DraftStandard), draft::keep).weighed(draft::weigh),
    post("/standards/draft/ask", Need::May(ActionKind::DraftStandard), draft::put).as_read(),
    post("/standards/draft/begin", Need::May(ActionKind::DraftStandard), draft::begin),
    get("/standards/agree", Need::May(ActionKind::AgreeStandard), agree::ask),
    post("/standards/agree", Need::May(ActionKind::AgreeStandard), agree::answer).as_read(),
    get("/standards/{id}", Need::May(ActionKind::ReadPublished), paper::standard),
    get("/standards/{id}/changes", Need::May(ActionKind::ReadPublished), changes::show),
];
