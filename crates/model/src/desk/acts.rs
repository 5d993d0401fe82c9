//! Acts with the queue.

use crate::act::acts;

acts! {
    /// What is done with the queue.
    DeskAct {
    }
}
