//! People of the organisation: accounts, the posts they hold, their passwords and sessions.

pub mod account;
pub mod acts;
pub mod login;
pub mod lookalike;
pub mod password;
pub mod roll;
pub mod security;
pub mod sign_in;
pub mod throttle;
