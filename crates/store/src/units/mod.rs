//! Units: the tree of the organisation.

pub(crate) mod answering;
pub(crate) mod apart;
pub(crate) mod change;
pub(crate) mod change_write;
mod children;
mod closing;
pub(crate) mod frames;
pub(crate) mod hanging;
pub(crate) mod organisation;
pub(crate) mod pack;
pub(crate) mod then;
pub(crate) mod unit;
