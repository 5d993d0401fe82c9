//! Look-backs by lot: everybody sees the draws, the office makes them; the same three acts as the draw of units.

mod files;
mod list;
pub(super) mod show;

use crate::{
    frame::route::{Need, Route, get, post},
    pages::shared::drawing,
};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/look-backs", Need::Public, list::draws),
    post("/look-backs", Need::May(ActionKind::FreezeFrame), list::freeze)
        .anew()
        .weighed(drawing::freeze)
        .as_read(),
    get("/look-backs/{id}", Need::Public, show::draw),
    post("/look-backs/{id}/seed", Need::May(ActionKind::RunDraw), show::seed)
        .weighed(drawing::seed_of_look_back)
        .as_read(),
    post("/look-backs/{id}/void", Need::May(ActionKind::VoidDraw), show::void)
        .weighed(drawing::void_of_look_back)
        .as_read(),
    get("/look-backs/{id}/certificate.json", Need::Public, files::certificate),
    get("/look-backs/{id}/frame.csv", Need::Public, files::frame),
];
