//! The journal of a subtree: who did what, newest first.

mod anchor;
pub(in crate::pages) mod detail;
mod list;
pub mod paths;

pub use anchor::{certificate_file, imprint, print_standing};

use crate::frame::route::{Need, Route, get};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/journal", Need::May(ActionKind::ReadJournal), list::journal),
    get("/journal/checkpoint", Need::Public, anchor::checkpoint),
    get("/journal/checkpoint/{size}", Need::Public, anchor::checkpoint_of),
    // A tile's number is written in groups of three digits, and a tile that is not full has its width behind it.
    get("/journal/tile/{level}/{first}", Need::Public, anchor::tile),
    get("/journal/tile/{level}/{first}/{second}", Need::Public, anchor::tile),
    get("/journal/tile/{level}/{first}/{second}/{third}", Need::Public, anchor::tile),
    get("/units/{code}/proofs", Need::May(ActionKind::ReadJournal), anchor::proofs),
];
