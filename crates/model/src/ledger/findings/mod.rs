//! Problems: found, signed by the head, returned, corrected.

pub mod named;
pub mod origin;
pub mod problem;
pub mod vague;
