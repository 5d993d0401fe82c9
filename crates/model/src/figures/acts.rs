//! Acts with reports.

use crate::act::acts;

acts! {
    /// What is done with reports.
    FiguresAct {
    }
}
