//! A case to carry: what is packed for a device, and how its owner stands when the device asks.

pub mod case_pack;
pub mod case_standing;
