//! What happened, in order.

use askama::Template;

use super::state::State;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When, for people.
    pub when: String,
    /// When, for machines: `2015-10-28` or with a time.
    pub datetime: String,
    /// What.
    pub what: String,
    /// By whom, or any smaller word.
    pub note: Option<String>,
    /// What it led to.
    pub state: Option<State>,
    /// Its record.
    pub href: Option<String>,
}

/// Things that happened, the newest where the caller puts it.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/timeline.html")]
pub struct Timeline {
    happenings: Vec<Happening>,
}

impl Timeline {
    /// Each, in its order.
    pub fn each(&self) -> impl Iterator<Item = &Happening> {
        self.happenings.iter()
    }

    /// In the order given.
    #[must_use]
    pub fn new(happenings: impl IntoIterator<Item = Happening>) -> Self {
        Self { happenings: happenings.into_iter().collect() }
    }
}
