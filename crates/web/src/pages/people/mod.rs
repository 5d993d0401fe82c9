//! Pages. People of the organisation: accounts, the posts they hold, their passwords and sessions.

pub mod accounts;
pub mod me;
pub mod paths;
pub mod posts;
pub mod security;
pub mod sign_in;
pub mod why;
