//! Programmes: setting one up by a form, and its page with what it carries out.

mod begin;
pub mod bodies;
mod correct;
mod life;
pub mod paths;
pub mod rounds;
mod show;
pub mod standards;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/programmes/new", Need::May(ActionKind::SetUpProgramme), begin::ask),
    post("/programmes/new", Need::May(ActionKind::SetUpProgramme), begin::begin).anew(),
    get("/programmes/{id}", Need::May(ActionKind::ReadProgramme), show::show),
    get("/programmes/{id}/correct", Need::May(ActionKind::ManageProgramme), correct::ask),
    post("/programmes/{id}/correct", Need::May(ActionKind::ManageProgramme), correct::correct),
    get("/programmes/{id}/step", Need::May(ActionKind::ManageProgramme), life::ask),
    post("/programmes/{id}/step", Need::May(ActionKind::ManageProgramme), life::take).as_read(),
    post("/programmes/{id}/pack", Need::May(ActionKind::TakeUpPack), show::take_up).as_read(),
];
