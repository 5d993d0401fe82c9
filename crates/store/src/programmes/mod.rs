//! Programmes, their rounds, the standards they are measured by, and the bodies that lead them together.

pub(crate) mod alone;
pub(crate) mod asked_of;
pub(crate) mod bodies;
pub(crate) mod bodies_write;
pub(crate) mod gates;
pub(crate) mod gates_opened;
pub(crate) mod going;
pub(crate) mod life;
pub(crate) mod listed;
pub(crate) mod organiser;
pub(crate) mod programme;
pub(crate) mod programme_line;
pub(crate) mod round;
pub(crate) mod round_file;
pub(crate) mod round_names;
pub(crate) mod running;
pub(crate) mod standard;
pub(crate) mod standard_draft;
pub(crate) mod titles;
