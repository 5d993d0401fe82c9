//! Acts with sessions and what follows from them.

use crate::act::acts;

acts! {
    /// What is done with sessions and what follows from them.
    SessionsAct {
    }
}
