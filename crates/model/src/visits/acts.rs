//! Acts on tours and visits.

use crate::act::acts;

acts! {
    /// What is done on tours and visits.
    VisitsAct {
    }
}
