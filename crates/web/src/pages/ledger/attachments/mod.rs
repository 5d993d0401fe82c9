//! Attached files: given out, listed, attached. Other pages show a record's files with [`panel`].

pub(super) mod attach;

use crate::frame::route::{Need, Route, get, upload};
use earnest_model::{ledger::attachments::attachment::Holder, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/files/{id}", Need::SignedIn, attach::file),
    get("/measures/{id}/files", Need::May(ActionKind::ReadLedger), |call| {
        attach::files(call, Holder::Measure)
    }),
    upload("/measures/{id}/files", Need::May(ActionKind::AttachFile), |call| {
        attach::attach(call, Holder::Measure)
    })
    .anew(),
    get("/plans/{id}/files", Need::May(ActionKind::ReadPlans), |call| attach::files(call, Holder::Plan)),
    upload("/plans/{id}/files", Need::May(ActionKind::AttachFile), |call| attach::attach(call, Holder::Plan))
        .anew(),
    get("/seminars/{id}/files", Need::May(ActionKind::ReadAssessments), |call| {
        attach::files(call, Holder::Seminar)
    }),
    upload("/seminars/{id}/files", Need::May(ActionKind::AttachFile), |call| {
        attach::attach(call, Holder::Seminar)
    })
    .anew(),
    get("/call-ups/{id}/files", Need::May(ActionKind::ReadAssessments), |call| {
        attach::files(call, Holder::SpotCheck)
    }),
    upload("/call-ups/{id}/files", Need::May(ActionKind::AttachFile), |call| {
        attach::attach(call, Holder::SpotCheck)
    })
    .anew(),
];
