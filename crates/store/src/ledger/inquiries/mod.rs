//! Questions to units that are unlike their class.

pub(crate) mod inquiry;
