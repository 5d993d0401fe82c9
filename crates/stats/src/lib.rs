//! Room `stats`: what a sample says about all units, how far assessors agree, how severe each assessor is.
//!
//! Pure: numbers in, numbers out; no files, no clock, no chance. The formulas and their sources are in `docs/statistics.md`.
#![expect(
    clippy::float_arithmetic,
    reason = "estimates are real numbers; this is the one room that computes with them"
)]

pub mod agreement;
pub mod confidence;
mod count;
pub mod estimate;
pub mod exact;
pub mod marking;
pub mod quantile;
pub mod sample;
pub mod severity;
pub mod sum;
