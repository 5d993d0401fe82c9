//! Units: the tree of the organisation.

mod children;
pub(crate) mod organisation;
pub(crate) mod pack;
pub(crate) mod unit;
