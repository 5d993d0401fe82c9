//! Units: the tree of the organisation.

pub mod day_hold;
pub mod unit_export;
pub mod unit_import;
