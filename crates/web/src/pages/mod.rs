//! The pages: a folder per domain, each with its routes, handlers and templates side by side.

pub mod assessing;
pub mod burden;
pub mod circulars;
pub mod desk;
pub mod draws;
pub mod duties;
pub mod fault;
pub mod figures;
pub mod journal;
pub mod ledger;
pub mod people;
pub mod plans;
pub mod programmes;
pub mod sessions;
pub mod tasks;
pub mod units;
pub mod visits;

use crate::frame::route::Route;

/// The routes of all domains.
pub const ROUTES: &[&[Route]] = &[
    people::sign_in::ROUTES,
    people::accounts::ROUTES,
    desk::jobs::ROUTES,
    desk::ROUTES,
    desk::notices::ROUTES,
    desk::drafts::ROUTES,
    people::me::ROUTES,
    people::posts::ROUTES,
    desk::search::ROUTES,
    crate::api::ROUTES,
    people::why::ROUTES,
    figures::board::ROUTES,
    programmes::bodies::ROUTES,
    duties::cascade::ROUTES,
    duties::ROUTES,
    units::unit::ROUTES,
    draws::ROUTES,
    draws::call_ups::ROUTES,
    ledger::ROUTES,
    visits::ROUTES,
    duties::charges::ROUTES,
    tasks::ROUTES,
    figures::report::ROUTES,
    assessing::sheets::ROUTES,
    assessing::observations::ROUTES,
    assessing::interests::ROUTES,
    sessions::seminars::ROUTES,
    assessing::ratings::ROUTES,
    assessing::estimates::ROUTES,
    assessing::assessors::ROUTES,
    assessing::recounts::ROUTES,
    circulars::ROUTES,
    circulars::follow_up::ROUTES,
    sessions::cases::ROUTES,
    sessions::exemplars::ROUTES,
    programmes::rounds::ROUTES,
    programmes::ROUTES,
    programmes::standards::ROUTES,
    plans::ROUTES,
    journal::ROUTES,
    ledger::attachments::ROUTES,
    figures::pictures::ROUTES,
    burden::ROUTES,
    burden::questions::ROUTES,
    ledger::look_backs::ROUTES,
    ledger::inquiries::ROUTES,
];

/// Where the records of a figure are listed.
pub fn figure_href(
    name: earnest_model::figures::figure::FigureName,
    unit: &str,
    round: Option<i32>,
) -> String {
    let round = round.map_or(String::new(), |number| format!("&round={number}"));
    format!("/figures/{}?unit={unit}{round}", name.key())
}

/// Where the records of a counted figure are listed: all that it was asked, so that the list is exactly what was counted.
/// `unit` and `organiser` are the codes of its place and of whose rounds it is.
pub fn traced_href(figure: &earnest_model::figures::figure::Traced, unit: &str, organiser: &str) -> String {
    let narrowed = earnest_model::figures::scope::Narrowed::of(figure.scope(), organiser);
    format!("{}{}", figure_href(figure.name(), unit, figure.scope().round), narrowed.address())
}
