//! Acts with units and the organisation.

use crate::act_table::acts;
use jiff::civil::Date;

acts! {
    /// What is done with units and the organisation.
    UnitsAct {
        /// A file of units came into the register.
        UnitsImported = "units-imported" {
            /// How many.
            units: usize,
            /// The hash of the file.
            sha256: String,
            /// Whether they were made up for a demonstration.
            synthetic: bool,
        },
        /// The day is held still from now on.
        DayHeld = "day-held" {
            /// The day.
            held_day: Date,
        },
        /// Records of which the journal did not tell were taken under the chain as they stood.
        ContentsSealed = "contents-sealed" {
            /// How many records.
            records: u64,
            /// Why: the schema was brought up to date by so many migrations.
            migrations: usize,
        },
    }
}
