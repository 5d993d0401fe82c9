//! Duties, how they pass down tier by tier, and who answers for which units.

pub mod acts;
pub mod cascade;
pub mod duty;
pub mod round_days;
