//! Problems: found, signed by the head, returned, corrected.

pub(crate) mod origin;
pub(crate) mod person;
pub(crate) mod problem;
pub(crate) mod problem_gate;
pub(crate) mod proposal;
pub(crate) mod unlisted;
