//! Pages. Measures against problems, and the chain by which one is closed.

pub(crate) mod change;
mod changes;
mod form_view;
pub(crate) mod forms;
pub(crate) mod many;
pub(crate) mod measure;
pub(crate) mod paper;
