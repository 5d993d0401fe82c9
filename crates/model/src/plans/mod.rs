//! Plans of units, and their review.

pub mod acts;
pub mod checklist;
pub mod plan;
pub mod plan_draft;
