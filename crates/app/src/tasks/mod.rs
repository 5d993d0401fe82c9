//! Directions, reminders and their replies.

pub mod task_send;
pub mod task_step;
pub mod tasks_show;
