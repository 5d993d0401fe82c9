//! What waits for whom: the desk, notices, letters, drafts, search.

pub(crate) mod backup_note;
pub(crate) mod draft;
pub(crate) mod job;
pub(crate) mod kept_form;
pub(crate) mod mail_wish;
pub(crate) mod notice;
pub(crate) mod owed;
pub(crate) mod owed_circulars;
pub(crate) mod owed_duties;
pub(crate) mod search;
pub(crate) mod signing_note;
pub(crate) mod taking;
pub(crate) mod unmanned;
pub(crate) mod whose;
