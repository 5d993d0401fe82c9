//! Directions, reminders and their replies.

pub(crate) mod task;
