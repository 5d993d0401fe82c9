//! The ledger of problems and measures.

pub mod acts;
pub mod attachments;
pub mod book;
pub mod findings;
pub mod inquiries;
pub mod look_backs;
pub mod measures;
pub mod order;
