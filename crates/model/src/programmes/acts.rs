//! Acts with programmes, rounds, standards and bodies.

use crate::act::acts;

acts! {
    /// What is done with programmes, rounds, standards and bodies.
    ProgrammesAct {
    }
}
