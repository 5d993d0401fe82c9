//! Random draws: everybody sees them; the office freezes, draws and voids.

mod after;
pub mod call_ups;
mod files;
mod list;
mod paper;
pub mod paths;
mod show;

use crate::{
    frame::route::{Need, Route, get, post},
    pages::shared::drawing,
};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/draws", Need::Public, list::draws),
    post("/draws", Need::May(ActionKind::FreezeFrame), list::freeze)
        .anew()
        .weighed(drawing::freeze)
        .as_read(),
    get("/draws/{id}", Need::Public, paper::draw),
    post("/draws/{id}/seed", Need::May(ActionKind::RunDraw), show::seed).weighed(drawing::seed).as_read(),
    post("/draws/{id}/void", Need::May(ActionKind::VoidDraw), show::void).weighed(drawing::void).as_read(),
    get("/draws/{id}/certificate.json", Need::Public, files::certificate),
    get("/draws/{id}/frame.csv", Need::Public, files::frame),
    get("/draws/{id}/excluded.csv", Need::Public, files::exclusions),
    get("/draws/{id}/assessors/{lot}", Need::Public, files::lot),
    post("/draws/{id}/replace", Need::May(ActionKind::ReplaceDrawn), show::replace).as_read(),
    post("/draws/{id}/call-up", Need::May(ActionKind::CallUpMaterials), show::call_up).anew(),
    post("/draws/{id}/assessors", Need::May(ActionKind::DrawAssessors), show::assessors)
        .weighed(drawing::assessors)
        .as_read(),
];
