//! Acts with sessions and what follows from them.

use crate::{
    Date,
    act_table::acts,
    text::{Line, Prose},
};

acts! {
    /// What is done with sessions and what follows from them.
    SessionsAct {
        /// A session was recorded.
        SessionRecorded = "session-recorded" {
            /// The word of its kind.
            kind: &'static str,
            /// The day.
            held_on: Date,
            /// How many were present.
            present: i32,
            /// How many should have been.
            expected: i32,
            /// How many speeches.
            speeches: usize,
            /// How many cases of the library it used.
            cases: usize,
        },
        /// The record of a session was corrected; what it said before stays.
        SessionCorrected = "session-corrected" {
            /// The word of its kind.
            kind: &'static str,
            /// The day.
            held_on: Date,
            /// How many were present.
            present: i32,
            /// How many should have been.
            expected: i32,
            /// How many speeches.
            speeches: usize,
            /// Why.
            reason: Prose,
        },
        /// The record of a session was taken back.
        SessionWithdrawn = "session-withdrawn" {
            /// Why.
            reason: Prose,
        },
        /// A unit said what the topic of a round brought it.
        TopicSelfEvaluated = "topic-self-evaluated" {
            /// Number of the round.
            round: i32,
            /// The word of how much was gained.
            gained: &'static str,
            /// What is clearer now, and what is not.
            words: Prose,
        },
        /// A unit said for which day it plans an activity of a round.
        ActivityPlanned = "activity-planned" {
            /// Number of the round.
            round: i32,
            /// The word of its kind.
            kind: &'static str,
            /// The day.
            planned_on: Date,
        },
        /// A session resolved to do something.
        ResolutionMade = "resolution-made" {
            /// The post that owns it.
            owner: Line,
            /// Until when.
            due_on: Date,
            /// What is to be done.
            body: Prose,
        },
        /// What a session resolved is done.
        ResolutionDone = "resolution-done" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// What was done.
            outcome: Prose,
        },
        /// What a session resolved was given up.
        ResolutionDropped = "resolution-dropped" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// Why.
            outcome: Prose,
        },
        /// Those who missed a session caught up.
        SessionMadeUp = "session-made-up" {
            /// The day.
            make_up_on: Date,
            /// How many came.
            present: u16,
        },
        /// A session was held up as an example.
        ExemplarMarked = "exemplar-marked" {
            /// Number of its round.
            round: i32,
            /// Why.
            reason: Option<Line>,
            /// That it is one.
            exemplar: bool,
        },
        /// A session is an example no more.
        ExemplarEnded = "exemplar-ended" {
            /// Number of its round.
            round: i32,
            /// Nothing: there is no reason any more.
            reason: Option<Line>,
            /// That it is none.
            exemplar: bool,
        },
        /// A case came into the library.
        CaseRegistered = "case-registered" {
            /// Its title, unless it is limited to an audience.
            title: Option<Line>,
            /// Whether it is.
            limited: bool,
        },
        /// A lesson was suggested to a unit beneath.
        LessonSuggested = "lesson-suggested" {
            /// Code of the unit whose speaker drew it.
            from_unit: String,
            /// Code of the unit that it is for.
            unit: String,
            /// The lesson.
            said: Prose,
        },
        /// The unit opened a problem for a lesson.
        LessonTaken = "lesson-taken" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
        },
        /// The unit declined a lesson.
        LessonDeclined = "lesson-declined" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// Why.
            reason: Prose,
        },
    }
}
