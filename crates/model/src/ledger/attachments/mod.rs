//! Files attached as evidence.

pub mod attachment;
