//! Acts with directions and reminders.

use crate::act_table::acts;
use jiff::civil::Date;

acts! {
    /// What is done with directions and reminders.
    TasksAct {
        /// A direction was sent, or passed on.
        DirectionSent = "direction-sent" {
            /// The word of the kind.
            kind: &'static str,
            /// What it is about.
            title: String,
            /// How many units received it.
            units: usize,
            /// By when a reply is due.
            due: Option<Date>,
        },
        /// A reminder was sent.
        ReminderSent = "reminder-sent" {
            /// The word of the kind.
            kind: &'static str,
            /// What it is about.
            title: String,
            /// How many units received it.
            units: usize,
            /// By when a reply is due.
            due: Option<Date>,
        },
        /// The recipient acknowledged a task.
        TaskAcknowledged = "task-acknowledged" {
            /// The word of the step.
            step: &'static str,
        },
        /// The recipient replied.
        TaskReplied = "task-replied" {
            /// The word of the step.
            step: &'static str,
        },
        /// The sender asked for more, by a new day.
        TaskFollowedUp = "task-followed-up" {
            /// The word of the step.
            step: &'static str,
        },
        /// The sender took the reply.
        TaskFinished = "task-finished" {
            /// The word of the step.
            step: &'static str,
        },
    }
}
