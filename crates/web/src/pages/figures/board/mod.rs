//! The board: the units beneath a unit as rows, the steps as columns; a click goes down a tier.

mod rows;
mod show;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[get("/board", Need::May(ActionKind::ReadFigures), show::board)];
