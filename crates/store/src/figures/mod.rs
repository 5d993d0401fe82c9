//! Figures, each with the records behind it, and where they are shown together.

pub(crate) mod board;
mod board_owing;
pub(crate) mod figure;
pub(crate) mod frames;
pub(crate) mod gates;
pub(crate) mod late;
pub(crate) mod pictures;
pub(crate) mod report;
mod rounds_open;
pub(crate) mod stands_in;
pub(crate) mod visited;
pub(crate) mod whose;
