//! Room `draw`.
