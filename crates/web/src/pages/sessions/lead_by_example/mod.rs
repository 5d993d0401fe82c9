//! Leading by example: who spoke in the sessions of a body, how, and what was promised; by post, from the records.

mod show;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/example", Need::May(ActionKind::ReadAssessments), show::bodies),
    get("/units/{code}/example", Need::May(ActionKind::ReadAssessments), show::unit),
];
