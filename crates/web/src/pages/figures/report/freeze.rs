//! The way to freeze a report: what its page shows, and nothing else.

use crate::{
    frame::{address::Asking, call::Call},
    pages::paths,
};
use earnest_app::figures::{report_freeze::closed_day, report_make::Report};

/// The way to freeze a report: of the day that the page shows, with the hash of what stands there, or else to the page of
/// the last day that is over.
pub(super) struct Freeze {
    pub(super) says: String,
    pub(super) seen: Option<String>,
    pub(super) action: String,
}

impl Freeze {
    /// For whoever may freeze the report.
    pub(super) fn of(call: &Call<'_>, report: &Report) -> Option<Self> {
        if !report.may_freeze {
            return None;
        }
        let (unit, day) = (report.unit.code.as_str(), report.facts.as_of);
        let closed = day.min(closed_day(call.today));
        let shown = day == closed;
        let at = if shown { paths::figures::report_freeze() } else { paths::figures::report() };
        Some(Self {
            says: call.tr.report_freeze_says(call.tr.date_long(closed)),
            seen: shown.then(|| report.hash()),
            action: paths::figures::in_programme(at.asking("unit", unit), &report.whose)
                .asking("as_of", closed),
        })
    }
}
