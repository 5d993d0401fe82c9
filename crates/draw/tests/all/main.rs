//! Laws of the draw.

mod laws;
