//! Problems: found, signed by the head, returned, corrected.

pub mod origin;
pub mod problem;
pub mod vague;
