//! Problems: found, signed by the head, returned, corrected.

pub(crate) mod doubles;
pub mod findings_return;
pub mod findings_sign;
pub mod manifestations_list;
pub(crate) mod owners;
pub mod person_name;
pub mod person_show;
pub mod problem_correct;
pub mod problem_open;
pub mod problem_return;
pub mod problem_settle;
pub mod problems_ask;
pub mod problems_report;
pub mod take_up;
pub mod unlisted_show;
