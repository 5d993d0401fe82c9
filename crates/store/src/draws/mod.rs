//! Random draws: of units, of materials, of assessors; what is called up from those drawn.

pub(crate) mod call_up;
pub(crate) mod check_replacement;
pub(crate) mod check_state;
pub(crate) mod draw;
pub(crate) mod first_mark;
pub(crate) mod held_material;
pub(crate) mod lot;
