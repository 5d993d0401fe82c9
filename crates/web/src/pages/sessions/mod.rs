//! Pages. Sessions: what was said and agreed, what is held up as an example, cases to learn from.

pub mod cases;
pub mod exemplars;
pub(crate) mod lead_by_example;
pub mod paths;
pub(crate) mod resolutions;
pub mod seminars;
