//! The packs that the register holds.

mod add;
mod faults;
mod list;
mod show;

use crate::frame::route::{Need, Route, get, post, upload};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/packs", Need::May(ActionKind::ReadPacks), list::list),
    get("/packs/new", Need::May(ActionKind::AddPack), add::ask),
    upload("/packs/new", Need::May(ActionKind::AddPack), add::send).anew(),
    get("/packs/{id}", Need::May(ActionKind::ReadPacks), show::show),
    post("/packs/{id}/use", Need::May(ActionKind::SetOrganisation), show::put_in_use).as_read(),
    get("/packs/{id}/file.zip", Need::May(ActionKind::ReadPacks), show::file),
];
