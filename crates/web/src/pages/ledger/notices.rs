//! Rows of the ledger that are ticked for their papers; those are made beside the pages, as on the command line.

use crate::frame::call::Call;
use earnest_model::paper::PaperKind;

/// The form of the ledger that asks for them, and what its boxes are called.
pub const TICKS: (&str, &str) = ("notices", "measure");

/// Whether the programme has any.
pub(super) fn are_had(call: &Call<'_>) -> bool {
    [PaperKind::Notice, PaperKind::Closure].into_iter().any(|kind| call.pack().has_paper(kind))
}
