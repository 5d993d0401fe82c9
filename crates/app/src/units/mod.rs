//! Units: the tree of the organisation, what the register says of it, and the packs by which it is read.

mod change_reach;
mod changed;
pub mod changes_show;
pub mod day_hold;
pub mod organisation_set;
pub mod pack_add;
pub mod pack_use;
pub mod packs_show;
pub mod register_found;
pub mod register_load;
pub mod register_set_up;
pub mod unit_change;
pub mod unit_export;
pub mod unit_import;
pub mod unit_named;
