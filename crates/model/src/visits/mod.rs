//! Tours and visits to units.

pub mod acts;
pub mod correction;
pub mod double;
pub mod record_form;
pub mod risk;
pub mod tour;
pub mod visit;
