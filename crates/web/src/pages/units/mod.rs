//! Pages. Units: the tree of the organisation.

pub mod paths;
pub mod unit;
