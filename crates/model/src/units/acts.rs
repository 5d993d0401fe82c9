//! Acts with units and the organisation.

use crate::act::acts;

acts! {
    /// What is done with units and the organisation.
    UnitsAct {
        /// Records of which the journal did not tell were taken under the chain as they stood.
        ContentsSealed = "contents-sealed" {
            /// How many records.
            records: u64,
            /// Why: the schema was brought up to date by so many migrations.
            migrations: usize,
        },
    }
}
