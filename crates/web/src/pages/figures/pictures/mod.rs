//! Pictures: the ledger by aspect, age, owner and tier, its flow over the weeks, duties by tier, visits on the tree.
//! Every mark is a link to exactly the records that it counts.

mod draw;
mod part;
mod records;
mod show;

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/pictures", Need::May(ActionKind::ReadFigures), show::pictures),
    get("/pictures/records", Need::May(ActionKind::ReadFigures), records::records),
];
