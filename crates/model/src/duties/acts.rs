//! Acts with duties and charges.

use crate::act::acts;

acts! {
    /// What is done with duties and charges.
    DutiesAct {
    }
}
