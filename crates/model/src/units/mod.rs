//! Units: the tree of the organisation.

pub mod unit;
