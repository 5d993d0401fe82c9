//! What waits for whom: the desk, notices, letters, drafts, search.

pub mod acts_since;
mod asked;
pub mod backups_show;
pub mod closures_waiting;
pub mod desk_show;
pub mod draft_keep;
pub mod form_keep;
pub mod form_send;
mod hands;
pub mod jobs;
pub mod letters;
pub mod notices_show;
mod owed;
mod pile;
pub mod said;
pub mod search;
pub mod taking;
mod turns;
pub mod unit_show;
mod whose;
pub mod without_post;
