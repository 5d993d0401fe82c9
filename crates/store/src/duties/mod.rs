//! Duties, how they pass down tier by tier, and who answers for which units.

pub(crate) mod cascade;
mod cascade_rounds;
pub(crate) mod charge;
pub(crate) mod duty;
pub(crate) mod duty_tally;
mod of_changed;
pub(crate) mod post;
mod post_account;
pub(crate) mod risk;
