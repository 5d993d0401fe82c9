//! Duties, how they pass down tier by tier, and who answers for which units.

pub mod cascade;
pub mod duty;
