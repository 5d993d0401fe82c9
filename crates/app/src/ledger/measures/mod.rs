//! Measures against problems, and the chain by which one is closed.

pub mod change_decide;
pub mod change_request;
pub mod measure_add;
pub mod measure_edit;
pub mod measure_step;
