//! Circulars: written, checked by whom they name, published, confirmed and followed up.

pub mod circular_acknowledge;
pub mod circular_check_send;
pub mod circular_draft;
pub mod circular_draft_show;
pub mod circular_follow_up;
pub mod circular_publish;
pub mod circular_show;
pub mod comment_moderate;
pub mod comment_write;
pub(crate) mod compose;
pub mod criticism_answer;
pub mod obligation_answer;
pub mod passage_check;
pub mod passage_decide;
pub mod readers_remind;
pub(crate) mod result_rows;
