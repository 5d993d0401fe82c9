//! Pages. Sessions: what was said and agreed, what is held up as an example, cases to learn from.

pub(crate) mod activities;
pub mod cases;
pub mod exemplars;
pub(crate) mod lead_by_example;
pub mod paths;
pub(crate) mod resolutions;
pub(crate) mod self_evaluations;
pub mod seminars;
