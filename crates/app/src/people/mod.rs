//! People of the organisation: accounts, the posts they hold, their passwords and sessions.

pub mod account_change;
pub mod account_correct;
pub mod account_invite;
pub mod account_open;
pub mod accounts_list;
pub mod password_change;
pub mod post_choose;
pub mod post_register;
pub mod roll;
pub mod security;
pub mod sessions_own;
pub mod sign_in;
pub mod why_seen;
