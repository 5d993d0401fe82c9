//! The desk: what this person owes now, by when; nothing else.

pub mod drafts;
pub mod jobs;
pub mod kept;
pub mod notices;
pub mod paths;
mod pile;
pub mod search;
mod show;
mod taking;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/desk", Need::May(ActionKind::ReadDesk), show::desk),
    post("/desk/taking", Need::May(ActionKind::TakeWork), taking::taken),
];
