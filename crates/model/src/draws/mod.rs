//! Random draws: of units, of materials, of assessors; what is called up from those drawn.

pub mod acts;
pub mod call_up;
pub mod draw_record;
pub mod exclusion;
pub mod lot;
