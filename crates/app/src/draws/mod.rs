//! Random draws: of units, of materials, of assessors; what is called up from those drawn.

pub(crate) mod assessed_round;
pub mod assessors_draw;
pub mod call_up;
pub(crate) mod certified_draw;
pub mod draw_freeze;
pub mod draw_replace;
pub mod draw_run;
pub mod draw_show;
pub mod draw_void;
pub(crate) mod drawn_round;
pub(crate) mod second_mark;
