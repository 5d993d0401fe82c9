//! Attached files: given out, listed, attached. Other pages show a record's files with [`panel`].

pub(super) mod attach;
pub(crate) mod panel;

pub use attach::files_field;
pub use panel::{FilesPanel, panel};

use crate::frame::{
    call::Call,
    reply::{Outcome, Reply},
    route::{Need, Route, get, upload},
};
use earnest_app::ledger::attachments::attachment_read::read_file;
use earnest_model::{ledger::attachments::attachment::Holder, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/files/{id}", Need::SignedIn, file),
    get("/measures/{id}/files", Need::May(ActionKind::ReadLedger), |call| {
        attach::files(call, Holder::Measure)
    }),
    upload("/measures/{id}/files", Need::May(ActionKind::AttachFile), |call| {
        attach::attach(call, Holder::Measure)
    }),
    get("/plans/{id}/files", Need::May(ActionKind::ReadPlans), |call| attach::files(call, Holder::Plan)),
    upload("/plans/{id}/files", Need::May(ActionKind::AttachFile), |call| attach::attach(call, Holder::Plan)),
    get("/seminars/{id}/files", Need::May(ActionKind::ReadAssessments), |call| {
        attach::files(call, Holder::Seminar)
    }),
    upload("/seminars/{id}/files", Need::May(ActionKind::AttachFile), |call| {
        attach::attach(call, Holder::Seminar)
    }),
];

/// Gives a file out. Browsers keep it and never show it as a page of ours.
fn file(call: &Call<'_>) -> Outcome {
    let (file, bytes) = read_file(&call.context(), &*call.state.files, call.id("id")?)?;
    Ok(Reply::File { media: file.media.media_type(), name: file.name, bytes })
}

/// The page of a record.
fn page_of(holder: Holder, record: i64) -> String {
    match holder {
        Holder::Measure => format!("/measures/{record}"),
        Holder::Plan => format!("/plans/{record}"),
        Holder::Seminar => "/seminars".to_owned(),
    }
}

/// The page of a record's files.
fn files_page(holder: Holder, record: i64) -> String {
    match holder {
        Holder::Measure => format!("/measures/{record}/files"),
        Holder::Plan => format!("/plans/{record}/files"),
        Holder::Seminar => format!("/seminars/{record}/files"),
    }
}
