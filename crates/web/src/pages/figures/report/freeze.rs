//! Freezing a report: what its page showed, and nothing else.

use super::{make::words, neutral::standing};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, see},
    },
    pages::paths,
};
use earnest_app::figures::{
    report_freeze::{closed_day, freeze_report},
    report_make::{Report, Wanted},
};

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
            action: at.asking("unit", unit).asking("as_of", closed),
        })
    }
}

pub fn freeze(call: &Call<'_>) -> Outcome {
    let words = words(call);
    let standing = standing(call.pack(), call.tr);
    let wanted = Wanted {
        unit: call.query.find("unit").filter(|unit| !unit.is_empty()),
        as_of: call.asked("as_of")?,
        template: &standing,
        tried: None,
        words: &words,
    };
    let id = freeze_report(&call.context(), &wanted, call.form.get("report"))?;
    see(paths::figures::report_frozen(id))
}
