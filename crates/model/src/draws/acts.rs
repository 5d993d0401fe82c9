//! Acts with draws and what is called up.

use crate::act::acts;

acts! {
    /// What is done with draws and what is called up.
    DrawsAct {
    }
}
