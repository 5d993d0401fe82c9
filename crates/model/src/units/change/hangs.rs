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
        /// Programmes of its own.
        Programmes = "programmes",
        /// Rounds of its own.
        OwnRounds = "own-rounds",
        /// Its part in programmes of others.
        Bodies = "bodies",
        /// Rounds of others in which it owes.
        Rounds = "rounds",
        /// Plans and their reviews.
        Plans = "plans",
        /// Sessions, and who was sent to them.
        Sessions = "sessions",
        /// What sessions resolved.
        Resolutions = "resolutions",
        /// Draws of its own, and frames in which it stands.
        Draws = "draws",
        /// Spot checks.
        Checks = "checks",
        /// Sheets and ratings.
        Assessments = "assessments",
        /// Appeals.
        Appeals = "appeals",
        /// Problems.
        Problems = "problems",
        /// Measures.
        Measures = "measures",
        /// Catalogues, inquiries and look-backs.
        Ledger = "ledger",
        /// Circulars.
        Circulars = "circulars",
        /// Drafts of its own circulars.
        Drafts = "drafts",
        /// Passages of drafts in which it is named.
        Passages = "passages",
        /// What circulars criticise about it.
        Criticisms = "criticisms",
        /// What circulars require of it.
        Requirements = "requirements",
        /// Visits.
        Visits = "visits",
        /// What visits found or asked for.
        VisitItems = "visit-items",
        /// Tours of its own.
        Tours = "tours",
        /// Directions that it received.
        Tasks = "tasks",
        /// Directions that it sent.
        TasksSent = "tasks-sent",
        /// Questions that it was asked.
        Questions = "questions",
        /// Questions that it asked others.
        QuestionsAsked = "questions-asked",
        /// Reports on the burden.
        Burden = "burden",
        /// Cases and suggestions.
        Cases = "cases",
        /// Comments.
        Comments = "comments",
        /// Files, texts and reports.
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
            Self::OwnRounds => "error-unsettled-rounds",
            Self::Bodies => "error-unsettled-bodies",
            Self::Draws => "error-unsettled-draws",
            Self::Checks => "error-unsettled-checks",
            Self::Appeals => "error-unsettled-appeals",
            Self::Drafts => "error-unsettled-drafts",
            Self::Passages => "error-unsettled-passages",
            Self::Problems | Self::Measures => "error-unsettled-ledger",
            Self::Criticisms => "error-unsettled-criticisms",
            Self::Requirements => "error-unsettled-requirements",
            Self::Visits => "error-unsettled-visits",
            Self::VisitItems => "error-unsettled-visit-items",
            Self::Tasks | Self::TasksSent => "error-unsettled-tasks",
            Self::Questions | Self::QuestionsAsked | Self::Burden => "error-unsettled-questions",
            Self::Roles
            | Self::Posts
            | Self::Duties
            | Self::Programmes
            | Self::Rounds
            | Self::Plans
            | Self::Sessions
            | Self::Resolutions
            | Self::Assessments
            | Self::Ledger
            | Self::Circulars
            | Self::Tours
            | Self::Cases
            | Self::Comments
            | Self::Papers => "error-unsettled",
        }
    }
}
