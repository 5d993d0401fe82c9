//! Assessing: who listens where, the sheets they fill, ratings and appeals.

pub mod appeal_decide;
pub mod appeal_lodge;
pub mod appeal_show;
pub mod assessors_show;
pub mod estimates_show;
pub mod interest_declare;
pub mod interest_end;
pub mod interests_show;
pub mod leaders_hear;
pub mod observations_list;
pub mod observer_assign;
pub mod observer_choose;
pub mod observers_propose;
pub mod observers_send;
pub mod rating_show;
pub mod recount_record;
pub mod recounts_show;
pub mod round_rate;
pub mod second_marks_draw;
pub(crate) mod severity;
pub mod sheet_show;
pub mod sheet_submit;
