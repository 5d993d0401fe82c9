//! The pages: a folder per domain, each with its routes, handlers and templates side by side.

pub mod assessing;
pub mod burden;
pub mod case;
pub mod circulars;
pub mod desk;
pub mod draws;
pub mod duties;
pub mod fault;
pub mod figures;
pub mod journal;
pub mod ledger;
pub mod paths;
pub mod people;
pub mod plans;
pub mod programmes;
pub mod sessions;
pub(super) mod shared;
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
    desk::kept::ROUTES,
    case::ROUTES,
    people::me::ROUTES,
    people::posts::ROUTES,
    desk::search::ROUTES,
    people::security::ROUTES,
    people::why::ROUTES,
    figures::board::ROUTES,
    figures::reconcile::ROUTES,
    programmes::bodies::ROUTES,
    duties::cascade::ROUTES,
    duties::ROUTES,
    units::unit::ROUTES,
    units::organisation::ROUTES,
    units::change::ROUTES,
    units::packs::ROUTES,
    draws::ROUTES,
    draws::call_ups::ROUTES,
    ledger::ROUTES,
    visits::ROUTES,
    duties::charges::ROUTES,
    sessions::lead_by_example::ROUTES,
    tasks::ROUTES,
    figures::report::ROUTES,
    figures::timeliness::ROUTES,
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
    sessions::self_evaluations::ROUTES,
    sessions::activities::ROUTES,
    sessions::resolutions::ROUTES,
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
