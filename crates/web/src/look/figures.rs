//! The strip of figures: each a number, what it counts, and the way to its records.

use super::counted::{Amount, Counted};
use askama::Template;

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    value: String,
    /// What it counts.
    counts: String,
    href: Option<String>,
    /// How many records its way leads to, if it counts records.
    listed: Option<u64>,
}

impl Figure {
    /// A count, and what it counts.
    #[must_use]
    pub fn of(count: &Counted, counts: impl Into<String>) -> Self {
        let href = count.href().map(str::to_owned);
        let listed = href.is_some().then(|| count.listed());
        Self { value: count.words().to_owned(), counts: counts.into(), href, listed }
    }

    /// A number that counts no records, with the way to what it is made of.
    #[must_use]
    pub fn amount(amount: Amount, words: impl Into<String>, href: impl Into<String>) -> Self {
        Self { value: amount.into(), counts: words.into(), href: Some(href.into()), listed: None }
    }
}

/// Figures side by side; more than six are no longer read.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/figures.html")]
pub struct Figures {
    figures: Vec<Figure>,
}

impl Figures {
    /// The figures a strip holds.
    pub const MOST: usize = 6;

    /// What each counts, its value, and the way to its records.
    pub fn each(&self) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
        self.figures
            .iter()
            .map(|figure| (figure.counts.as_str(), figure.value.as_str(), figure.href.as_deref()))
    }

    /// A strip of the first six.
    #[must_use]
    pub fn new(figures: impl IntoIterator<Item = Figure>) -> Self {
        Self { figures: figures.into_iter().take(Self::MOST).collect() }
    }
}
