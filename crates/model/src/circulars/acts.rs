//! Acts with circulars and comments.

use crate::act::acts;

acts! {
    /// What is done with circulars and comments.
    CircularsAct {
        /// A unit named the problem of its list that answers a criticism.
        CriticismLinked = "criticism-linked" {
            /// The title of the circular.
            title: String,
            /// The problem's serial.
            serial: String,
        },
    }
}
