//! Programmes, their rounds, the standards they are measured by, and the bodies that lead them together.

pub mod bodies_show;
pub mod body_name;
pub mod gate_open;
pub mod pack_choose;
pub mod pack_take_up;
pub mod programme_ask;
pub mod programme_begin;
pub mod programme_correct;
pub mod programme_life;
pub mod programme_set_up;
pub mod programme_show;
pub mod round_advance;
pub mod round_file;
pub mod round_reopen;
pub mod round_reschedule;
pub mod round_show;
pub mod rounds_list;
pub mod rounds_name;
pub mod session_excuse;
pub mod standard_agree;
pub mod standard_draft;
pub mod standard_of;
pub mod standard_publish;
pub mod standard_show;
