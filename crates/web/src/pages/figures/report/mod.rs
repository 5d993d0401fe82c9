//! The report: the programme in one page, every figure a link to exactly its records.

pub(crate) mod figure;
mod freeze;
mod make;
pub mod neutral;
mod paper;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/report", Need::May(ActionKind::ReadFigures), paper::report),
    post("/report/freeze", Need::May(ActionKind::FreezeReport), make::freeze).anew().as_read(),
    get("/report/frozen/{id}", Need::May(ActionKind::ReadFigures), paper::frozen),
    post("/report/frozen/{id}/sign", Need::May(ActionKind::SignReport), make::sign).as_read(),
    get("/report/template", Need::May(ActionKind::SaveTemplate), make::template),
    post("/report/template", Need::May(ActionKind::SaveTemplate), make::save),
    get("/figures/{name}", Need::May(ActionKind::ReadFigures), figure::figure),
];
