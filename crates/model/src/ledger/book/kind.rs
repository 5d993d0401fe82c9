//! Which ledgers there are.

use crate::words::words;

words! {
    /// One of the three customary ledgers.
    LedgerKind, "error-ledger-kind" {
        /// The problem list: a row is a problem.
        Problems = "problems",
        /// The rectification ledger: a row is a measure.
        Rectification = "rectification",
        /// The supervision ledger: a row is a measure, seen by those who check it.
        Supervision = "supervision",
    }
}
