//! Measures against problems, and the chain by which one is closed.

mod checked;
pub mod measure;
pub mod measure_change;
pub mod measure_form;
