//! Room `text`: texts that come from outside or are compared with each other.
//!
//! * [`repair`]: text that a converter damaged is put right, place by place, and nothing is guessed silently;
//! * [`figures`]: the figures that stand in prose, with what they count;
//! * [`mod@reconcile`]: those figures beside what a register counts;
//! * [`likeness`]: which texts of many are near-copies of each other;
//! * [`phrases`]: whether a text is made of nothing but stock phrases.
//!
//! Pure: texts in, findings out; no files, no clock, no chance. By rules that can be read, and with exact numbers:
//! a value is a fraction, a likeness the ratio of two counts.

pub mod figures;
pub mod fold;
pub mod likeness;
pub mod phrases;
pub mod reconcile;
pub mod repair;
pub mod script;
