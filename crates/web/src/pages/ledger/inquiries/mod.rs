//! Inquiries, not verdicts: what is unlike the other units of the class, its base rate, and the unit's reply beside it.

mod list;
mod side_by_side;
mod sources;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/inquiries", Need::May(ActionKind::ReadLedger), list::questions),
    post("/inquiries", Need::May(ActionKind::Inquire), list::ask).anew(),
    post("/inquiries/reply", Need::May(ActionKind::ReplyInquiry), list::reply),
    get("/inquiries/sources", Need::May(ActionKind::KeepSource), sources::show),
    post("/inquiries/sources", Need::May(ActionKind::KeepSource), sources::keep).anew(),
    post("/inquiries/sources/{id}/withdraw", Need::May(ActionKind::KeepSource), sources::withdraw),
];
