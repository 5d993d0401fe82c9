//! Estimates from a stratified sample, drawn in one stage or in several.
//!
//! A [`Design`] is built once from the columns that describe how the sample was drawn; every [`Statistic`] of every domain
//! is then estimated from it. Rows are numbered from 0 in the caller's order; nothing here knows of files.

mod cells;
mod design;
mod domain;
mod fault;
mod interval;
mod proportion;
mod variance;

pub use cells::{Cell, cells};
pub use design::{Design, DesignInput, PostStrata};
pub use domain::{Estimate, Side, Statistic, TTable};
pub use fault::{DesignFault, Role};
pub use interval::{Interval, NO_INTERVAL};
pub use proportion::{ProportionMethod, exact_share_interval, proportion_interval};
pub use variance::Lonely;

/// The code of a missing value in [`Codes`].
pub const MISSING: u32 = u32::MAX;

/// A column of text: a code per row, and what each code stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    /// The code of each row, an index into `names`, or [`MISSING`].
    pub of_row: Vec<u32>,
    /// The text that each code stands for; no text twice.
    pub names: Vec<String>,
}

impl Codes {
    /// The text of a row, `None` if it is missing.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        let code = *self.of_row.get(row)?;
        self.names.get(usize::try_from(code).ok()?).map(String::as_str)
    }
}

/// What a stratum with one sampled unit of several adds to a variance (as in the R package survey).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LonelyPsu {
    /// Nothing can be said: an error that names the stratum.
    #[default]
    Fail,
    /// It adds nothing.
    Remove,
    /// It adds nothing, as if it had been taken whole.
    Certainty,
    /// Its total is compared with 0 instead of its own mean.
    Adjust,
    /// It adds what the other strata add on average.
    Average,
}
