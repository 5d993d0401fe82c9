//! Directions, reminders and their replies.

pub mod acts;
pub mod task;
