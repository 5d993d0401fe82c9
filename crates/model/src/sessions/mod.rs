//! Sessions: what was said and agreed, what is held up as an example, cases to learn from.

pub mod activity;
pub mod acts;
pub mod case_study;
pub mod exchange;
pub mod heard;
pub mod lead_by_example;
pub mod resolution;
pub mod roll;
pub mod self_evaluation;
pub mod seminar;
pub mod speech;
pub mod suggestion;
