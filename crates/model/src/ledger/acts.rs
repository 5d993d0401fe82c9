//! Acts with problems and measures.

use crate::act::acts;

acts! {
    /// What is done with problems and measures.
    LedgerAct {
    }
}
