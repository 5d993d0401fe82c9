//! Pages. Problems: found, signed by the head, returned, corrected.

pub(crate) mod catalogue;
pub(crate) mod early;
pub(crate) mod mine;
pub(crate) mod problem;
pub(crate) mod report;
pub(crate) mod sign;
pub(crate) mod take_up;
pub(crate) mod unlisted;
