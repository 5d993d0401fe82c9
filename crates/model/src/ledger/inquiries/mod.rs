//! Questions to units that are unlike their class.

pub mod alike;
pub mod inquiry;
pub mod reply;
