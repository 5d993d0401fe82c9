//! What waits for whom: the desk, notices, letters, drafts, search.

pub mod acts;
pub mod case;
pub mod done_by;
pub mod draft;
pub mod job;
pub mod kept_form;
pub mod mail;
pub mod notice;
pub mod owed;
pub mod said;
pub mod taking;
