//! Acts with observations, sheets, ratings and appeals.

use crate::act::acts;

acts! {
    /// What is done with observations, sheets, ratings and appeals.
    AssessingAct {
    }
}
