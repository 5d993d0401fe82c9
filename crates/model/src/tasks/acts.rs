//! Acts with directions and reminders.

use crate::act::acts;

acts! {
    /// What is done with directions and reminders.
    TasksAct {
    }
}
