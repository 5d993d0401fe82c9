//! What is to be known before an act that can't be taken back: shown on a page of its own, between its form and the act.

use crate::frame::{call::Call, reply::Fault};

/// What follows from an act, what is missing, and what of it can't be taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed {
    /// The act, as its button says it.
    pub title: String,
    /// What follows from it.
    pub follows: Vec<String>,
    /// What is missing, and will be.
    pub missing: Vec<String>,
    /// What can't be taken back.
    pub never: Vec<String>,
    /// Digits that were typed, to be compared one by one.
    pub digits: Option<String>,
    /// Back to where the form stands.
    pub back: String,
}

/// Weighs the act of a form; `None` if what was typed does nothing of the kind, or is to be told of by the act itself.
pub type Weigh = fn(&Call<'_>) -> Result<Option<Weighed>, Fault>;
