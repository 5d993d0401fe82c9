//! Questions to units that are unlike their class.

pub(crate) mod inquiry;
pub(crate) mod seen;
pub(crate) mod source_text;
