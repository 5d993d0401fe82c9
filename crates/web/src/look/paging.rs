//! The ends of a list that goes on: by key, so that nothing is skipped or shown twice while the list grows.

use askama::Template;
use earnest_i18n::{Arg, Tr};

/// Ways to the previous and the next page, and how many are shown.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/paging.html")]
pub struct Paging {
    tr: Tr,
    shown: String,
    previous: Option<String>,
    next: Option<String>,
}

impl Paging {
    /// So many of so many are on this page.
    #[must_use]
    pub fn new(tr: Tr, shown: impl Into<Arg>, of: impl Into<Arg>) -> Self {
        Self { tr, shown: tr.paging_shown(of, shown), previous: None, next: None }
    }

    /// So many are on this page, and how many there are in all was not counted.
    #[must_use]
    pub fn of_more(tr: Tr, shown: impl Into<Arg>) -> Self {
        Self { tr, shown: tr.paging_shown_of_more(shown), previous: None, next: None }
    }

    /// The page before.
    #[must_use]
    pub fn previous(mut self, href: Option<String>) -> Self {
        self.previous = href;
        self
    }

    /// The page after.
    #[must_use]
    pub fn next(mut self, href: Option<String>) -> Self {
        self.next = href;
        self
    }
}
