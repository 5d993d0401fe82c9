//! Room `text`: texts that come from outside or are compared with each other.
//!
//! * [`repair`]: text that a converter damaged is put right, place by place, and nothing is guessed silently;
//! * [`figures`]: the figures that stand in prose, with what they count.
//!
//! Pure: texts in, findings out; no files, no clock, no chance. By rules that can be read, and with exact numbers:
//! a value is a fraction.

pub mod figures;
pub mod fold;
pub mod likeness;
pub mod repair;
pub mod script;
