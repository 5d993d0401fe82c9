//! Units: the tree of the organisation.

pub mod acts;
pub mod change;
pub mod unit;
