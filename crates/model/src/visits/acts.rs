//! Acts on tours and visits.

use crate::{act_table::acts, text::Prose};
use jiff::civil::Date;

acts! {
    /// What is done on tours and visits.
    VisitsAct {
        /// A tour was planned.
        TourPlanned = "tour-planned" {
            /// How many visits it makes.
            visits: usize,
            /// Its first day.
            first_day: Date,
            /// Its last day.
            last_day: Date,
            /// How many purposes it has.
            purposes: usize,
        },
        /// A planned visit was put into another tour.
        VisitPutTogether = "visit-put-together" {
            /// How many visits went over.
            visits: usize,
            /// Always so: it tells the act from the planning of a tour.
            put_together: bool,
            /// Key of the visit that went over.
            visit: i64,
            /// Key of the tour that it was of.
            from_tour: i64,
            /// Key of the visit that it is now.
            into_visit: i64,
        },
        /// A planned visit was moved to a day of its own.
        VisitMoved = "visit-moved" {
            /// The day.
            to: Date,
            /// Why.
            reason: Prose,
        },
        /// A planned visit was called off.
        VisitCalledOff = "visit-called-off" {
            /// Why.
            reason: Prose,
        },
        /// The record of a visit was corrected.
        VisitCorrected = "visit-corrected" {
            /// The day of the visit.
            held_on: Date,
            /// How many meetings, interviews and items were taken out.
            taken_out: usize,
            /// Why.
            reason: Prose,
        },
        /// The record of a visit was withdrawn.
        VisitWithdrawn = "visit-withdrawn" {
            /// Why.
            reason: Prose,
        },
        /// A tour was recorded whole, with its visits.
        TourRecorded = "tour-recorded" {
            /// How many visits it made.
            visits: usize,
            /// How many meetings were held.
            meetings: usize,
            /// How many persons were interviewed.
            interviews: usize,
        },
        /// A planned visit was made.
        VisitMade = "visit-made" {
            /// How many meetings were held.
            meetings: usize,
            /// How many persons were interviewed.
            interviews: usize,
            /// How many findings, guidance and support items it left.
            items: usize,
            /// The day on which it was made.
            held_on: Date,
        },
        /// Something was added to a visit that was made.
        VisitAddedTo = "visit-added-to" {
            /// How many meetings were added.
            meetings: usize,
            /// How many persons were interviewed besides.
            interviews: usize,
            /// How many items were added.
            items: usize,
        },
        /// The record of a visit was closed: nothing is added to it any more.
        VisitClosed = "visit-closed" {
        },
        /// A unit acknowledged guidance that a visit had left for all units.
        GuidanceAcknowledged = "guidance-acknowledged" {
        },
        /// Guidance for all units was taken back: it holds no more.
        GuidanceTakenBack = "guidance-taken-back" {
            /// Why.
            reason: Prose,
        },
        /// The office that sent the tour gave the help that it had offered.
        SupportGiven = "support-given" {
        },
        /// The visited unit answered what a visit left there.
        VisitReplied = "visit-replied" {
        },
    }
}
