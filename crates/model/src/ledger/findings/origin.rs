//! From what a problem was opened, where a record asked for it.

use crate::words::words;

words! {
    /// The kind of record that asked for a problem.
    OriginKind, "error-origin-kind" {
        /// A criticism in a circular.
        Mention = "mention",
        /// A speech at a session.
        Speech = "speech",
        /// A lesson that a speaker of another unit drew.
        Lesson = "lesson",
        /// What a visit left.
        VisitItem = "visit-item",
        /// A sheet on a session or on materials of the unit.
        Sheet = "sheet",
        /// A comment of the public on a circular.
        Comment = "comment",
    }
}
