//! Circulars: written, checked by whom they name, published, confirmed and followed up.

pub mod acts;
pub mod circular;
pub mod circular_check;
pub mod comment;
