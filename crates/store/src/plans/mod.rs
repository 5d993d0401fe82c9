//! Plans of units, and their review.

pub(crate) mod plan;
pub(crate) mod plan_draft;
pub(crate) mod sector;
