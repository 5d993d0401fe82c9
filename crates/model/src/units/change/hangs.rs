//! What hangs on a unit, and what becomes of it when the unit is closed.

use crate::words::words;

words! {
    /// Kinds of what hangs on a unit, as people tell them apart.
    Hang, "error-hang" {
        /// Roles that accounts hold there.
        Roles = "roles",
        /// Posts and units in their charge.
        Posts = "posts",
        /// Duties.
        Duties = "duties",
        /// Programmes and rounds of its own, their standards and bodies.
        Programmes = "programmes",
        /// Rounds of others in which it owes.
        Rounds = "rounds",
        /// Plans and their reviews.
        Plans = "plans",
        /// Sessions, and who was sent to them.
        Sessions = "sessions",
        /// Draws of its own, and frames in which it stands.
        Draws = "draws",
        /// Spot checks, sheets, ratings, appeals.
        Assessments = "assessments",
        /// Problems, measures and what belongs to them.
        Ledger = "ledger",
        /// Circulars and their drafts.
        Circulars = "circulars",
        /// What circulars require of it.
        Requirements = "requirements",
        /// Tours and visits.
        Visits = "visits",
        /// Directions, sent and received.
        Tasks = "tasks",
        /// Requests, reports and what is counted of the burden.
        Burden = "burden",
        /// Cases, comments, files, reports.
        Papers = "papers",
    }
}

words! {
    /// What becomes of what is open.
    HangRule, "error-hang-rule" {
        /// It ends with the unit.
        Ends = "ends",
        /// It goes to the unit that takes its place.
        Follows = "follows",
        /// It stays with the unit as it was.
        Stays = "stays",
        /// It has to be settled before.
        Settle = "settle",
    }
}

impl Hang {
    /// What is told where some of it has to be settled before.
    pub const fn unsettled(self) -> &'static str {
        match self {
            Self::Programmes => "error-unsettled-programmes",
            Self::Draws => "error-unsettled-draws",
            Self::Assessments => "error-unsettled-assessments",
            Self::Circulars => "error-unsettled-circulars",
            Self::Ledger => "error-unsettled-ledger",
            Self::Requirements => "error-unsettled-requirements",
            Self::Visits => "error-unsettled-visits",
            Self::Tasks => "error-unsettled-tasks",
            Self::Roles
            | Self::Posts
            | Self::Duties
            | Self::Rounds
            | Self::Plans
            | Self::Sessions
            | Self::Burden
            | Self::Papers => "error-unsettled",
        }
    }
}
