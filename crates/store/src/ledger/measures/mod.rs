//! Measures against problems, and the chain by which one is closed.

pub mod checks;
pub(crate) mod looked_back;
pub(crate) mod measure;
pub(crate) mod measure_change;
pub(crate) mod measure_early;
pub(crate) mod measure_own;
pub(crate) mod measure_step;
pub(crate) mod rounds;
pub(crate) mod said;
