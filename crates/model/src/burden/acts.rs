//! Acts with requests and their weight.

use crate::act::acts;

acts! {
    /// What is done with requests and their weight.
    BurdenAct {
    }
}
