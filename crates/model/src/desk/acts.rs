//! Acts with the queue.

use crate::act::acts;

acts! {
    /// What is done with the queue.
    DeskAct {
        /// A job that was given up is tried again.
        JobRetried = "job-retried" {},
    }
}
