//! Tours and visits to units.

pub mod acts;
pub mod tour;
pub mod visit;
