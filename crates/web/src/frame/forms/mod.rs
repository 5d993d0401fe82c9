//! Forms as pages carry them: what each takes along, and how typed words find back into one.

pub mod carried;
pub mod fill;
pub mod filling;
pub mod marks;
pub mod markup;
pub mod reading;
pub mod tags;
pub mod words;
