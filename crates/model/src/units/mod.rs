//! Units: the tree of the organisation.

pub mod acts;
pub mod called;
pub mod change;
pub mod unit;
