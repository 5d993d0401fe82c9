//! Acts with reports.

use crate::act_table::acts;

acts! {
    /// What is done with reports.
    FiguresAct {
    }
}
