//! Units: the tree of the organisation.

pub(crate) mod unit;
