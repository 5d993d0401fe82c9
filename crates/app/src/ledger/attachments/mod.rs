//! Files attached as evidence.

pub mod attachment_add;
pub mod attachment_read;
pub mod attachments_verify;
pub(crate) mod file_holder;
pub mod storage;
