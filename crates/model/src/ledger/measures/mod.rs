//! Measures against problems, and the chain by which one is closed.

pub mod measure;
pub mod measure_change;
