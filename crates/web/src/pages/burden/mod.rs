//! The burden meter: what a unit and the tiers beneath it were asked for, what it costs, and the way to say that it is
//! too much.

mod lists;
pub(super) mod panel;
pub mod questions;
mod report;
mod settings;
pub(super) mod show;

pub use panel::{call_up, notice, panel};
pub use show::{board_cell, strip};

use crate::{
    frame::{
        call::Call,
        route::{Need, Route, get, post},
    },
    look::Cell,
};
use earnest_app::{Request, burden::burden_show::Wanted};
use earnest_model::{Date, burden::budget::Kind, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/burden", Need::May(ActionKind::ReadFigures), show::burden),
    get("/burden/requests", Need::May(ActionKind::ReadFigures), lists::requests),
    get("/burden/units", Need::May(ActionKind::ReadFigures), lists::units),
    get("/burden/settings", Need::May(ActionKind::SetBurden), settings::blank),
    post("/burden/settings", Need::May(ActionKind::SetBurden), settings::set),
    get("/burden/report", Need::May(ActionKind::ReportBurden), report::blank),
    post("/burden/report", Need::May(ActionKind::ReportBurden), report::send),
    get("/burden/reports/{id}", Need::May(ActionKind::ReadFigures), report::show),
    post("/burden/reports/{id}/answer", Need::May(ActionKind::AnswerBurden), report::answer),
];

/// What the address asks for: a unit and a month, `2015-11`.
fn wanted<'c>(call: &'c Call<'_>) -> Wanted<'c> {
    let month = format!("{}-01", call.query.get("month"));
    Wanted { unit: call.query.find("unit"), on: month.parse().ok() }
}

/// The month of a day as an address names it.
fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// What a request is called.
fn words(call: &Call<'_>, kind: Kind, label: &str) -> String {
    let label = match kind {
        Kind::Duty => call.word(&format!("duty-kind-{label}")),
        Kind::Session => call.word(&format!("session-kind-{label}")),
        Kind::Meeting => call.word(&format!("meeting-kind-{label}")),
        _ => label.to_owned(),
    };
    call.tr.burden_request_words(call.word(&format!("burden-kind-{}", kind.key())), label)
}

/// The record that stands for a request.
fn link(call: &Call<'_>, request: &Request) -> Cell {
    let id = request.id;
    let href = match request.kind {
        Kind::Plan => format!("/plans/of/{}/{id}", request.code),
        Kind::Problems => format!("/problems/{id}"),
        Kind::Session => format!("/seminars?unit={}", request.code),
        Kind::Observation => "/sheets".to_owned(),
        Kind::Materials => "/draws".to_owned(),
        Kind::Visit | Kind::Meeting | Kind::Interview | Kind::Reply => format!("/visits/{id}"),
        Kind::Circular => format!("/circulars/{id}"),
        Kind::Duty => format!("/units/{}", request.code),
        Kind::Question => format!("/questions/{id}"),
    };
    Cell::link(words(call, request.kind, &request.label), href)
}
