//! The pages: a folder per domain, each with its routes, handlers and templates side by side.

pub mod accounts;
pub mod assessors;
pub mod board;
pub mod bodies;
pub mod burden;
pub mod call_ups;
pub mod cascade;
pub mod cases;
pub mod circulars;
pub mod desk;
pub mod drafts;
pub mod draws;
pub mod duties;
pub mod estimates;
pub mod exemplars;
pub mod fault;
pub mod files;
pub mod followed;
pub mod inquiries;
pub mod interests;
pub mod jobs;
pub mod journal;
pub mod leaders;
pub mod ledger;
pub mod look_backs;
pub mod me;
pub mod notices;
pub mod observations;
pub mod pictures;
pub mod plans;
pub mod posts;
pub mod programmes;
pub mod questions;
pub mod ratings;
pub mod recounts;
pub mod report;
pub mod rounds;
pub mod search;
pub mod seminars;
pub mod sheets;
pub mod sign_in;
pub mod standards;
pub mod tasks;
pub mod unit;
pub mod visits;
pub mod why;

use crate::route::Route;

/// The routes of all domains.
pub const ROUTES: &[&[Route]] = &[
    sign_in::ROUTES,
    accounts::ROUTES,
    jobs::ROUTES,
    desk::ROUTES,
    notices::ROUTES,
    drafts::ROUTES,
    me::ROUTES,
    posts::ROUTES,
    search::ROUTES,
    crate::api::ROUTES,
    why::ROUTES,
    board::ROUTES,
    bodies::ROUTES,
    cascade::ROUTES,
    duties::ROUTES,
    unit::ROUTES,
    draws::ROUTES,
    call_ups::ROUTES,
    ledger::ROUTES,
    visits::ROUTES,
    leaders::ROUTES,
    tasks::ROUTES,
    report::ROUTES,
    sheets::ROUTES,
    observations::ROUTES,
    interests::ROUTES,
    seminars::ROUTES,
    ratings::ROUTES,
    estimates::ROUTES,
    assessors::ROUTES,
    recounts::ROUTES,
    circulars::ROUTES,
    followed::ROUTES,
    cases::ROUTES,
    exemplars::ROUTES,
    rounds::ROUTES,
    programmes::ROUTES,
    standards::ROUTES,
    plans::ROUTES,
    journal::ROUTES,
    files::ROUTES,
    pictures::ROUTES,
    burden::ROUTES,
    questions::ROUTES,
    look_backs::ROUTES,
    inquiries::ROUTES,
];

/// Where the records of a figure are listed.
pub fn figure_href(name: earnest_model::figure::FigureName, unit: &str, round: Option<i32>) -> String {
    let round = round.map_or(String::new(), |number| format!("&round={number}"));
    format!("/figures/{}?unit={unit}{round}", name.key())
}
