//! Acts with circulars and comments.

use crate::act::acts;

acts! {
    /// What is done with circulars and comments.
    CircularsAct {
    }
}
