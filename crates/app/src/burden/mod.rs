//! What units are asked for, what it costs them, and how much they may be asked for.

pub mod burden_report;
pub mod burden_set;
pub mod burden_show;
pub mod burden_weigh;
pub mod question_answer;
pub mod question_ask;
