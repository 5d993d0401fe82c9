//! Room `web`.

pub mod look;
