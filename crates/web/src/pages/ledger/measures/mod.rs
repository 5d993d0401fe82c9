//! Pages. Measures against problems, and the chain by which one is closed.

pub(crate) mod change;
pub(crate) mod forms;
pub(crate) mod measure;
