//! Acts with the queue, and with what desks ask of several people.

use crate::{act_table::acts, id::AccountId};

acts! {
    /// What is done with the queue, and with what desks ask of several people.
    DeskAct {
        /// Somebody of a unit does a thing that its desk asks of several.
        WorkTaken = "work-taken" {
            /// The word of the kind of work.
            work: &'static str,
            /// Which thing of that kind.
            thing: String,
        },
        /// A thing was handed on to a colleague.
        WorkHandedOn = "work-handed-on" {
            /// The word of the kind of work.
            work: &'static str,
            /// Which thing of that kind.
            thing: String,
            /// To whom: the role title.
            to: String,
            /// Which account holds it: two people of a unit may have one title.
            whom: AccountId,
        },
        /// A thing is in nobody's hands any more.
        WorkPutBack = "work-put-back" {
            /// The word of the kind of work.
            work: &'static str,
            /// Which thing of that kind.
            thing: String,
        },
        /// A job that was given up is tried again.
        JobRetried = "job-retried" {},
    }
}
