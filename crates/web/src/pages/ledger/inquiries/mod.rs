//! Inquiries, not verdicts: what is unlike the other units of the class, its base rate, and the unit's reply beside it.

mod list;

use crate::frame::route::{Need, Route, get, post};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/inquiries", Need::May(ActionKind::ReadLedger), list::questions),
    post("/inquiries", Need::May(ActionKind::Inquire), list::ask).anew(),
    post("/inquiries/reply", Need::May(ActionKind::ReplyInquiry), list::reply),
];
