//! Directions, reminders and their replies.

pub mod task;
