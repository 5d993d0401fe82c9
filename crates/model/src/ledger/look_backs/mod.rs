//! Looking back: whether what was closed held.

pub mod look_back;
