//! Acts with circulars and comments.

use crate::{
    Date,
    act_table::acts,
    text::{Line, Prose},
};

acts! {
    /// What is done with circulars and comments.
    CircularsAct {
        /// A draft was begun.
        CircularDrafted = "circular-drafted" {
            /// Number of the round.
            round: i32,
            /// Its title.
            title: Line,
        },
        /// A draft was written anew.
        CircularRewritten = "circular-rewritten" {
            /// Number of the round.
            round: i32,
            /// Its title.
            title: Line,
        },
        /// A draft was sent to the units that it names.
        CircularSent = "circular-sent" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// How many passages.
            passages: usize,
            /// How many units that no passage asks were told of their row in the table of results.
            rows: usize,
            /// The last day for answers.
            due_on: Date,
        },
        /// A draft was given up.
        CircularWithdrawn = "circular-withdrawn" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// Its title.
            title: Line,
            /// Why; may be left out where nobody was asked yet.
            reason: Option<Line>,
        },
        /// A unit answered what is to be said of it.
        PassageChecked = "passage-checked" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// What it said.
            said: Option<Prose>,
            /// Whether that stands beside the passage.
            beside: bool,
        },
        /// The office answered what a unit said of its passage.
        PassageAnswered = "passage-answered" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// Code of the unit.
            unit: String,
            /// The words before, where the correction was taken.
            before: Option<String>,
            /// Why.
            reason: Option<Prose>,
        },
        /// A version was published.
        CircularPublished = "circular-published" {
            /// Number of the round.
            round: i32,
            /// Version.
            version: i32,
            /// The number that it was given.
            number: Option<String>,
            /// Its title.
            title: Line,
            /// SHA-256 of the document.
            sha256: String,
            /// How many units got it.
            recipients: usize,
            /// How many units are named.
            mentions: usize,
            /// Why it is corrected.
            correction: Option<Line>,
        },
        /// A unit confirmed that it read a version.
        CircularRead = "circular-read" {
            /// That it did.
            read: bool,
        },
        /// Those who have not confirmed were reminded.
        ReadersReminded = "readers-reminded" {
            /// How many.
            recipients: usize,
        },
        /// A unit answered a requirement.
        ObligationAnswered = "obligation-answered" {
            /// The title of the circular.
            title: String,
            /// What it answered.
            said: Prose,
            /// Whether the day had passed.
            late: bool,
        },
        /// Somebody wrote a comment.
        CommentWritten = "comment-written" {
            /// SHA-256 of its words.
            sha256: String,
        },
        /// A comment was published.
        CommentPublished = "comment-published" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// None.
            reason: Option<Line>,
        },
        /// A comment was rejected.
        CommentRejected = "comment-rejected" {
            /// The word of the state before.
            from: &'static str,
            /// The word of the state after.
            to: &'static str,
            /// Why.
            reason: Option<Line>,
        },
        /// A unit opened a problem that answers a criticism.
        CriticismOpened = "criticism-opened" {
            /// The title of the circular.
            title: String,
            /// How many problems.
            problems: usize,
        },
        /// A unit named the problem of its list that answers a criticism.
        CriticismLinked = "criticism-linked" {
            /// The title of the circular.
            title: String,
            /// The problem's serial.
            serial: String,
        },
    }
}
