//! Questions to units that are unlike their class.

pub mod inquiry;
