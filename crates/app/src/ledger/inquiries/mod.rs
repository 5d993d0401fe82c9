//! Questions to units that are unlike their class.

pub mod inquire;
pub mod inquiries_show;
pub mod inquiry_reply;
mod look;
pub mod sources;
