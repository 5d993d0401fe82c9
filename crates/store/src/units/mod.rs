//! Units: the tree of the organisation.

pub(crate) mod apart;
mod children;
pub(crate) mod organisation;
pub(crate) mod pack;
pub(crate) mod unit;
