//! Files attached as evidence.

pub(crate) mod attachment;
