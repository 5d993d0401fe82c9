//! The bodies that lead or join a programme: naming them, and their sectors unit by unit.

mod list;
mod sector;
pub(super) mod words;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/programmes/{id}/bodies", Need::May(ActionKind::ReadProgramme), list::show),
    post("/programmes/{id}/bodies", Need::May(ActionKind::NameBody), list::name).anew(),
    get("/bodies/{id}", Need::May(ActionKind::ReadSector), sector::show),
    post("/bodies/{id}/end", Need::May(ActionKind::NameBody), list::end),
];
