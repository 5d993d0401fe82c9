//! Acts with the queue.

use crate::act_table::acts;

acts! {
    /// What is done with the queue.
    DeskAct {
        /// A job that was given up is tried again.
        JobRetried = "job-retried" {},
    }
}
