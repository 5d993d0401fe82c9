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
pub(super) mod shared;
pub mod tasks;
pub mod units;
pub mod visits;

use crate::frame::route::Route;
use assessing::{assessors, estimates, interests, observations, ratings, recounts, sheets};
use burden::questions;
use circulars::follow_up;
use desk::{drafts, jobs, notices, search};
use draws::call_ups;
use duties::{cascade, charges};
use figures::{board, pictures, report};
use ledger::{attachments, inquiries, look_backs};
use people::{accounts, me, posts, sign_in, why};
use programmes::{bodies, rounds, standards};
use sessions::{cases, exemplars, lead_by_example, seminars};
use units::unit;

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
    charges::ROUTES,
    lead_by_example::ROUTES,
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
    follow_up::ROUTES,
    cases::ROUTES,
    exemplars::ROUTES,
    rounds::ROUTES,
    programmes::ROUTES,
    standards::ROUTES,
    plans::ROUTES,
    journal::ROUTES,
    attachments::ROUTES,
    pictures::ROUTES,
    burden::ROUTES,
    questions::ROUTES,
    look_backs::ROUTES,
    inquiries::ROUTES,
];
