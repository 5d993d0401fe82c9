//! Looking back: whether what was closed held.

pub(crate) mod look_back;
pub(crate) mod look_back_due;
pub(crate) mod look_back_write;
