//! The ledger of problems and measures.

pub(crate) mod attachments;
pub(crate) mod book;
mod carry;
pub(crate) mod findings;
pub(crate) mod inquiries;
pub(crate) mod ledger_import;
pub(crate) mod look_backs;
pub(crate) mod measures;
mod order;
pub(crate) mod standing;
