//! Acts with duties and charges.

use crate::act_table::acts;
use jiff::civil::Date;

acts! {
    /// What is done with duties and charges.
    DutiesAct {
        /// A register of duties came up from a tier.
        DutiesRegistered = "duties-registered" {
            /// How many duties were laid on.
            duties: usize,
            /// Of these, acknowledged already.
            acknowledged: usize,
        },
        /// The same duties were laid on many units.
        DutiesSpread = "duties-spread" {
            /// How many duties were laid on.
            duties: usize,
            /// How many a unit carried already.
            skipped: usize,
            /// Words of the kinds.
            kind: Vec<&'static str>,
            /// The day from which they hold.
            first_day: Date,
            /// By when they are to be acknowledged.
            due: Option<Date>,
        },
        /// A duty was laid on a unit.
        DutyLaid = "duty-laid" {
            /// The word of the kind.
            kind: &'static str,
            /// The day from which it holds.
            first_day: Date,
            /// By when it is to be acknowledged.
            due: Option<Date>,
            /// Whether whoever was first responsible handed it over.
            handed_over: bool,
        },
        /// A duty was acknowledged.
        DutyAcknowledged = "duty-acknowledged" {},
        /// A duty was ended.
        DutyEnded = "duty-ended" {
            /// The word of the kind.
            kind: &'static str,
            /// The day on which it no longer holds.
            last_day: Date,
        },
        /// A unit was put into a leader's charge.
        ChargeGiven = "charge-given" {
            /// The word of the kind.
            kind: &'static str,
            /// Code of the unit.
            units: String,
            /// First day.
            first_day: Date,
            /// Last day, if it has one.
            last_day: Option<Date>,
        },
        /// A charge was given its last day.
        ChargeEnded = "charge-ended" {
            /// Last day.
            last_day: Date,
        },
    }
}
