//! Acts with plans.

use crate::{
    act_table::acts,
    text::{Line, Prose},
};

acts! {
    /// What is done with plans.
    PlansAct {
        /// A draft was kept.
        PlanKept = "plan-kept" {
            /// Number of the round.
            round: i32,
            /// Its revision.
            revision: i32,
        },
        /// A draft was sent to the unit's head.
        PlanSent = "plan-sent" {
            /// Number of the round.
            round: i32,
            /// Its revision.
            revision: i32,
        },
        /// The head sent a draft back to its writer.
        PlanSentBack = "plan-sent-back" {
            /// Number of the round.
            round: i32,
            /// Why.
            reason: Prose,
        },
        /// The head signed a draft: it became a version, and is at the superior.
        PlanSigned = "plan-signed" {
            /// Number of the round.
            round: i32,
            /// The version.
            version: i32,
            /// Whether it came after its day.
            late: bool,
            /// Its theme.
            theme: Line,
        },
        /// A plan was approved, as it is or with remarks.
        PlanApproved = "plan-approved" {
            /// The word of the outcome.
            outcome: &'static str,
            /// Keys of the checklist that were missing.
            missing: Vec<String>,
            /// The plan's version.
            version: i32,
        },
        /// A plan was returned with what is missing.
        PlanReturned = "plan-returned" {
            /// The word of the outcome.
            outcome: &'static str,
            /// Keys of the checklist that were missing.
            missing: Vec<String>,
            /// The plan's version.
            version: i32,
        },
    }
}
