//! The ledger of problems and measures.

pub mod attachments;
pub mod book_bring;
pub(crate) mod book_import;
pub mod book_show;
pub mod findings;
pub mod inquiries;
pub mod ledger_show;
pub mod look_backs;
pub mod measures;
