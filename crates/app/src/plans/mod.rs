//! Plans of units, and their review.

pub mod plan_ask;
pub mod plan_keep;
pub mod plan_review;
pub mod plan_show;
pub mod plan_sign;
pub mod plan_submit;
pub mod plans_list;
