//! In which order a ledger is read.

use crate::words::words;

words! {
    /// By what the lines of a ledger are ordered.
    LedgerOrder, "error-ledger-order" {
        /// As they were registered.
        Registered = "registered",
        /// What is open before what is closed, and of each what is due first.
        Due = "due",
        /// By the code of the unit.
        Unit = "unit",
        /// By the post that owns the measure.
        Owner = "owner",
    }
}
