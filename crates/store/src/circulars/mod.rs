//! Circulars: written, checked by whom they name, published, confirmed and followed up.

pub(crate) mod begun;
pub(crate) mod circular;
pub(crate) mod circular_draft;
pub(crate) mod circular_draft_write;
pub(crate) mod circular_write;
pub(crate) mod comment;
pub(crate) mod current;
pub(crate) mod follow_up;
pub(crate) mod follow_up_write;
pub(crate) mod obligation;
pub(crate) mod row_check;
mod unread;
