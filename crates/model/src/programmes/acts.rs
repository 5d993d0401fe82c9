//! Acts with programmes, rounds, standards and bodies.

use crate::{
    act_table::acts,
    id::{ProgrammeId, RoundId},
    text::Line,
};
use jiff::civil::Date;

acts! {
    /// What is done with programmes, rounds, standards and bodies.
    ProgrammesAct {
        /// A programme was set up with its rounds.
        ProgrammeSetUp = "programme-set-up" {
            /// Its title.
            title: String,
            /// Its rounds.
            rounds: Vec<RoundId>,
            /// The programme that it carries out.
            carries_out: Option<ProgrammeId>,
            /// The programme that it follows, a year later.
            #[serde(skip_serializing_if = "Option::is_none")]
            follows: Option<ProgrammeId>,
        },
        /// What a programme says, and its rounds that are still to come, were corrected.
        ProgrammeCorrected = "programme-corrected" {
            /// Its title before.
            title_before: String,
            /// Its title.
            title: String,
            /// How many rounds it had before.
            rounds_before: usize,
            /// How many rounds it has.
            rounds: usize,
        },
        /// A programme was closed: all its rounds were over.
        ProgrammeClosed = "programme-closed" {
            /// Its title.
            title: String,
        },
        /// A programme was ended before its rounds were over: those that had begun are closed, the others are called off.
        ProgrammeEnded = "programme-ended" {
            /// Its title.
            title: String,
            /// Numbers of the rounds that were closed.
            closed: Vec<i32>,
            /// Numbers of the rounds that were called off.
            called_off: Vec<i32>,
            /// Why.
            reason: Line,
        },
        /// A programme was archived.
        ProgrammeArchived = "programme-archived" {
            /// Its title.
            title: String,
        },
        /// A newer version of its pack was taken up for a programme.
        PackTakenUp = "pack-taken-up" {
            /// The pack's key.
            key: String,
            /// The version before.
            version_before: u16,
            /// The version by which it runs from now on.
            version: u16,
            /// The hash of its files.
            sha256: String,
        },
        /// A round was opened.
        RoundOpened = "round-opened" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// The version of the standard by which it runs.
            #[serde(skip_serializing_if = "Option::is_none")]
            standard: Option<i32>,
        },
        /// A round moved on to another state than open.
        RoundMoved = "round-moved" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
        },
        /// A round was reopened.
        RoundReopened = "round-reopened" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// Why.
            reason: Line,
        },
        /// A gate of a round was opened without its condition.
        GateOpened = "gate-opened" {
            /// The number of the round.
            round: i32,
            /// The word of the gate.
            gate: &'static str,
            /// Why.
            reason: Line,
        },
        /// A unit was excused from its session.
        SessionExcused = "session-excused" {
            /// The number of the round.
            round: i32,
            /// Code of the unit.
            unit: String,
            /// Why.
            reason: Line,
        },
        /// The calendar of a round was changed.
        RoundRescheduled = "round-rescheduled" {
            /// Its number.
            round: i32,
            /// Its days before.
            from: String,
            /// Its days after.
            to: String,
        },
        /// A body was named.
        BodyNamed = "body-named" {
            /// Code of the unit.
            body: String,
            /// The word of its part.
            part: &'static str,
            /// The classes of units that it covers.
            classes: Vec<String>,
            /// First day.
            first_day: Date,
            /// Last day, if it has one.
            last_day: Option<Date>,
        },
        /// The part of a body was given its last day.
        BodyEnded = "body-ended" {
            /// Code of the unit.
            body: String,
            /// Last day.
            last_day: Date,
        },
        /// A draft of a standard was begun anew.
        StandardBegun = "standard-begun" {
            /// The word of what it began from.
            from: &'static str,
            /// Its revision.
            revision: i32,
        },
        /// A draft of a standard was kept.
        StandardKept = "standard-kept" {
            /// Its revision.
            revision: i32,
        },
        /// A draft of a standard was put before the bodies.
        BodiesAsked = "bodies-asked" {
            /// Its revision.
            revision: i32,
            /// Its hash.
            sha256: String,
            /// Codes of the bodies.
            asked: Vec<String>,
        },
        /// A body agreed to a draft of a standard, or refused it.
        StandardAnswered = "standard-answered" {
            /// Code of the body.
            body: String,
            /// The word of the answer.
            answer: &'static str,
            /// The hash of the draft.
            sha256: String,
        },
        /// A version of a standard was published.
        StandardPublished = "standard-published" {
            /// The version.
            version: i32,
            /// The hash of what it says.
            sha256: String,
            /// Codes of the bodies that signed it.
            signed_with: Vec<String>,
        },
    }
}
