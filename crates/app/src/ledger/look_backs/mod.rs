//! Looking back: whether what was closed held.

pub mod look_back_freeze;
pub mod look_back_run;
pub mod look_back_show;
pub mod look_back_void;
