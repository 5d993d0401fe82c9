//! The rooms of the house, in the head of every page.

use earnest_i18n::Tr;
use std::borrow::Cow;

/// A room of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// What this person owes now.
    Desk,
    /// The tree as rows.
    Board,
    /// The rounds of the programme.
    Rounds,
    /// Plans and their reviews.
    Plans,
    /// Observations and their sheets.
    Observations,
    /// Random draws.
    Draws,
    /// Circulars.
    Circulars,
    /// Problems and measures.
    Ledger,
    /// Tours and visits.
    Visits,
    /// What units are asked for, and how much that may be.
    Burden,
    /// The ledger, duties and visits drawn.
    Pictures,
    /// The programme in one page.
    Report,
    /// The journal.
    Journal,
    /// Accounts and what they hold.
    Accounts,
}

impl Nav {
    /// Every room, in the order of the work.
    pub const ALL: [Self; 14] = [
        Self::Desk,
        Self::Board,
        Self::Rounds,
        Self::Plans,
        Self::Observations,
        Self::Draws,
        Self::Circulars,
        Self::Ledger,
        Self::Visits,
        Self::Burden,
        Self::Pictures,
        Self::Report,
        Self::Journal,
        Self::Accounts,
    ];

    /// Whether it stands in the row itself; the others are behind "more".
    #[must_use]
    pub const fn is_in_front(self) -> bool {
        matches!(
            self,
            Self::Desk
                | Self::Board
                | Self::Rounds
                | Self::Plans
                | Self::Observations
                | Self::Draws
                | Self::Circulars
                | Self::Ledger
                | Self::Visits
                | Self::Report
        )
    }

    /// Where it is.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Self::Desk => "/desk",
            Self::Board => "/board",
            Self::Rounds => "/rounds",
            Self::Plans => "/plans",
            Self::Observations => "/sheets",
            Self::Draws => "/draws",
            Self::Circulars => "/circulars",
            Self::Ledger => "/ledger",
            Self::Visits => "/visits",
            Self::Burden => "/burden",
            Self::Pictures => "/pictures",
            Self::Report => "/report",
            Self::Journal => "/journal",
            Self::Accounts => "/accounts",
        }
    }

    /// Whether what stands in it is that of one programme, which its address can name.
    #[must_use]
    pub const fn is_of_programme(self) -> bool {
        matches!(
            self,
            Self::Board | Self::Plans | Self::Observations | Self::Draws | Self::Circulars | Self::Report
        )
    }

    /// What it is called.
    #[must_use]
    pub fn label(self, tr: Tr) -> Cow<'static, str> {
        match self {
            Self::Desk => tr.nav_desk(),
            Self::Board => tr.nav_board(),
            Self::Rounds => tr.nav_rounds(),
            Self::Plans => tr.nav_plans(),
            Self::Observations => tr.nav_observations(),
            Self::Draws => tr.nav_draws(),
            Self::Circulars => tr.nav_circulars(),
            Self::Ledger => tr.nav_ledger(),
            Self::Visits => tr.nav_visits(),
            Self::Burden => tr.nav_burden(),
            Self::Pictures => tr.nav_pictures(),
            Self::Report => tr.nav_report(),
            Self::Journal => tr.nav_journal(),
            Self::Accounts => tr.nav_accounts(),
        }
    }
}
