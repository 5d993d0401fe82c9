//! Pages. Units: the tree of the organisation.

pub mod organisation;
pub mod packs;
pub mod paths;
pub mod unit;
