//! Sessions: what was said and agreed, what is held up as an example, cases to learn from.

pub(crate) mod activity;
pub(crate) mod case_study;
pub(crate) mod exemplar;
pub(crate) mod lead_by_example;
pub(crate) mod resolution;
pub(crate) mod roll;
pub(crate) mod self_evaluation;
pub(crate) mod seminar;
pub(crate) mod seminar_change;
pub(crate) mod standing;
pub(crate) mod suggestion;
