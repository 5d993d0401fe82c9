//! Acts with units and the organisation.

use crate::act::acts;

acts! {
    /// What is done with units and the organisation.
    UnitsAct {
    }
}
