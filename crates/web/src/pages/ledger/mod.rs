//! The ledger: problems and measures, and the chain by which a measure is closed.

pub mod attachments;
mod book;
mod filter;
pub mod findings;
mod import;
pub mod inquiries;
mod list;
pub mod look_backs;
pub mod measures;
pub mod notices;
pub mod paths;
mod sent;
mod words;

use crate::frame::route::{Need, Route, get, post, upload};
use earnest_model::permit::ActionKind;
use findings::{catalogue, early, mine, problem, report, sign, take_up, unlisted};
use measures::{change, forms, many, paper};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/ledger", Need::May(ActionKind::ReadLedger), list::ledger),
    get("/ledger/problems", Need::May(ActionKind::ReadLedger), list::problems),
    get("/ledger/unlisted", Need::May(ActionKind::ReadLedger), unlisted::unlisted),
    get("/ledger/supervision", Need::May(ActionKind::ReadLedger), list::supervision),
    get("/ledger/import", Need::May(ActionKind::ReportProblems), import::blank),
    upload("/ledger/import", Need::May(ActionKind::ReportProblems), import::send).anew(),
    get("/ledger/import/{id}", Need::May(ActionKind::ReportProblems), import::preview),
    post("/ledger/import/{id}", Need::May(ActionKind::ReportProblems), import::bring).proven(),
    get("/ledger/import/{id}/copy", Need::May(ActionKind::ReportProblems), import::copy),
    post("/ledger/import/{id}/drop", Need::May(ActionKind::ReportProblems), import::drop_it).anew(),
    get("/ledger/verify", Need::May(ActionKind::VerifyClosure), many::waiting),
    post("/ledger/verify", Need::May(ActionKind::VerifyClosure), many::verify).weighed(many::weigh).as_read(),
    get("/ledger/mine", Need::SignedIn, mine::mine),
    get("/catalogue", Need::May(ActionKind::ReadLedger), catalogue::catalogue),
    post("/catalogue", Need::May(ActionKind::ListManifestations), catalogue::add).anew(),
    get("/problems/new", Need::May(ActionKind::ReportProblems), report::blank),
    post("/problems/new", Need::May(ActionKind::ReportProblems), report::report).anew(),
    get("/take-up/visit-item/{id}", Need::May(ActionKind::ReportProblems), take_up::visit_item),
    post("/take-up/visit-item/{id}", Need::May(ActionKind::ReportProblems), take_up::open_visit_item).anew(),
    post("/take-up/visit-item/{id}/link", Need::May(ActionKind::ReportProblems), take_up::link_visit_item),
    post(
        "/take-up/visit-item/{id}/unlink",
        Need::May(ActionKind::ReportProblems),
        take_up::unlink_visit_item,
    ),
    get("/take-up/sheet/{id}", Need::May(ActionKind::ReportProblems), take_up::sheet),
    post("/take-up/sheet/{id}", Need::May(ActionKind::ReportProblems), take_up::open_sheet).anew(),
    post("/take-up/sheet/{id}/link", Need::May(ActionKind::ReportProblems), take_up::link_sheet),
    post("/take-up/sheet/{id}/unlink", Need::May(ActionKind::ReportProblems), take_up::unlink_sheet),
    get("/take-up/comment/{id}", Need::May(ActionKind::ReportProblems), take_up::comment),
    post("/take-up/comment/{id}", Need::May(ActionKind::ReportProblems), take_up::open_comment).anew(),
    post("/take-up/comment/{id}/link", Need::May(ActionKind::ReportProblems), take_up::link_comment),
    post("/take-up/comment/{id}/unlink", Need::May(ActionKind::ReportProblems), take_up::unlink_comment),
    get("/problems/sign", Need::May(ActionKind::ReadLedger), sign::waiting),
    post("/problems/sign", Need::May(ActionKind::ReturnProblem), sign::sign).as_read(),
    post("/problems/{id}/return", Need::May(ActionKind::ReturnProblem), sign::give_back).as_read(),
    get("/problems/{id}/correct", Need::May(ActionKind::CorrectProblem), report::correct_blank),
    post("/problems/{id}/correct", Need::May(ActionKind::CorrectProblem), report::correct),
    get("/problems/{id}/measure", Need::May(ActionKind::AddMeasure), early::add_blank),
    post("/problems/{id}/measure", Need::May(ActionKind::AddMeasure), early::add),
    post("/problems/{id}/person", Need::May(ActionKind::CorrectProblem), problem::person),
    post("/problems/{id}/settle", Need::May(ActionKind::SettleProblem), problem::settle).as_read(),
    get("/measures/{id}/edit", Need::May(ActionKind::EditMeasure), early::edit_blank),
    post("/measures/{id}/edit", Need::May(ActionKind::EditMeasure), early::edit),
    post("/measures/{id}/change", Need::May(ActionKind::RequestChange), change::request),
    post("/measures/{id}/change/approve", Need::May(ActionKind::ApproveChange), change::approve).as_read(),
    post("/measures/{id}/change/decide", Need::May(ActionKind::DecideChange), change::decide).as_read(),
    get("/problems/{id}", Need::May(ActionKind::ReadLedger), problem::problem),
    get("/measures/{id}", Need::May(ActionKind::ReadLedger), paper::measure),
    post("/measures/{id}/progress", Need::May(ActionKind::ReportProgress), forms::progress),
    upload("/measures/{id}/request", Need::May(ActionKind::RequestClosure), forms::request).as_read(),
    post("/measures/{id}/approve", Need::May(ActionKind::ApproveClosure), forms::approve).as_read(),
    post("/measures/{id}/verify", Need::May(ActionKind::VerifyClosure), forms::verify)
        .weighed(forms::weigh_closing)
        .as_read(),
    post("/measures/{id}/look-back", Need::May(ActionKind::LookBack), forms::look_back).as_read(),
];
