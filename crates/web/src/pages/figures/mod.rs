//! Pages. Figures, each with the records behind it, and where they are shown together.

pub mod board;
pub mod paths;
pub mod pictures;
pub mod reconcile;
pub mod report;
pub mod timeliness;
