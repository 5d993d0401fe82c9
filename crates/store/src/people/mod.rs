//! People of the organisation: accounts, the posts they hold, their passwords and sessions.

pub(crate) mod account;
pub(crate) mod acting;
pub(crate) mod administration;
pub(crate) mod form_key;
pub(crate) mod posts_not_now;
pub(crate) mod roll;
pub(crate) mod security;
pub(crate) mod session;
