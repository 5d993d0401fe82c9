//! Acts with plans.

use crate::act::acts;

acts! {
    /// What is done with plans.
    PlansAct {
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
