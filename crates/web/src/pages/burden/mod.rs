//! The burden meter: what a unit and the tiers beneath it were asked for, what it costs, and the way to say that it is
//! too much.

mod list;
pub mod paths;
pub mod questions;
mod report;
pub(crate) mod request;
mod settings;
pub(super) mod show;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/burden", Need::May(ActionKind::ReadFigures), show::burden),
    get("/burden/requests", Need::May(ActionKind::ReadFigures), list::requests),
    get("/burden/units", Need::May(ActionKind::ReadFigures), list::units),
    get("/burden/settings", Need::May(ActionKind::SetBurden), settings::blank),
    post("/burden/settings", Need::May(ActionKind::SetBurden), settings::set),
    get("/burden/report", Need::May(ActionKind::ReportBurden), report::blank),
    post("/burden/report", Need::May(ActionKind::ReportBurden), report::send).anew(),
    get("/burden/reports/{id}", Need::May(ActionKind::ReadFigures), report::show),
    post("/burden/reports/{id}/answer", Need::May(ActionKind::AnswerBurden), report::answer),
];
