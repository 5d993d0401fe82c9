//! Tours and visits to units.

mod checks;
pub mod guidance;
pub mod tour_plan;
pub mod tour_record;
pub mod visit_add;
pub mod visit_change;
pub mod visit_record;
pub mod visit_show;
pub mod visit_support;
