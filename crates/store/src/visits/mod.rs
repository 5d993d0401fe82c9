//! Tours and visits to units.

pub(crate) mod combine;
pub(crate) mod company;
pub(crate) mod guidance;
pub(crate) mod item_kinds;
pub(crate) mod parts;
pub(crate) mod progress;
pub(crate) mod state;
pub(crate) mod tour;
pub(crate) mod visit;
pub(crate) mod visit_change;
pub(crate) mod visit_item;
pub(crate) mod visit_open;
pub(crate) mod visit_support;
pub(crate) mod written;
