//! The strip of figures: each a number, what it counts, and the way to its records.

use askama::Template;

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The value as shown: `61 / 61`, `1,673`.
    pub value: String,
    /// What it counts.
    pub counts: String,
    /// Exactly its records.
    pub href: Option<String>,
}

impl Figure {
    /// A figure that leads to its records.
    #[must_use]
    pub fn new(value: impl Into<String>, counts: impl Into<String>, href: impl Into<String>) -> Self {
        Self { value: value.into(), counts: counts.into(), href: Some(href.into()) }
    }

    /// A figure whose records this reader may not see.
    #[must_use]
    pub fn closed(value: impl Into<String>, counts: impl Into<String>) -> Self {
        Self { value: value.into(), counts: counts.into(), href: None }
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

    /// A strip of the first six.
    #[must_use]
    pub fn new(figures: impl IntoIterator<Item = Figure>) -> Self {
        Self { figures: figures.into_iter().take(Self::MOST).collect() }
    }
}
