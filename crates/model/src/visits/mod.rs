//! Tours and visits to units.

pub mod acts;
pub mod correction;
pub mod record_form;
pub mod tour;
pub mod visit;
