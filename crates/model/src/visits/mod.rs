//! Tours and visits to units.

pub mod tour;
pub mod visit;
