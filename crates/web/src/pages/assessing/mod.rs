//! Pages. Assessing: who listens where, the sheets they fill, ratings and appeals.

pub mod assessors;
pub mod estimates;
pub mod interests;
mod interval;
pub mod observations;
pub mod paths;
pub mod ratings;
pub mod recounts;
pub mod sheets;
