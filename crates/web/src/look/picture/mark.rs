//! What pictures are made of: kinds of marks, rows of them, and their shares of the width.

use crate::look::counted::Counted;

/// How a kind of mark is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Full: what is done.
    Full,
    /// Hollow with an edge: what is under way.
    Hollow,
    /// Hatched: what needs a person.
    Hatched,
}

impl Ink {
    /// The class of the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Full => "ink-full",
            Self::Hollow => "ink-hollow",
            Self::Hatched => "ink-hatched",
        }
    }

    /// What it is filled with in the picture `id`; the hatching is defined there.
    #[must_use]
    pub fn fill(self, id: &str) -> Option<String> {
        matches!(self, Self::Hatched).then(|| format!("url(#{id}-hatch)"))
    }
}

/// A kind of mark with its word, for the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// How it is filled.
    pub ink: Ink,
    /// Its word.
    pub word: String,
}

impl Kind {
    /// A kind.
    #[must_use]
    pub fn new(ink: Ink, word: impl Into<String>) -> Self {
        Self { ink, word: word.into() }
    }
}

/// What has marks side by side: a group of bars, a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Its marks, each a count that opens to its records, in the order of the kinds.
    pub marks: Vec<Counted>,
}

impl Row {
    pub(super) fn total(&self) -> u64 {
        self.marks.iter().map(|mark| mark.value()).sum()
    }
}

/// `part` of `of` in hundredths with three places, as SVG writes it. Nothing of nothing is nothing.
pub(super) fn percent(part: u64, of: u64) -> String {
    let thousandths = u128::from(part) * 100_000 / u128::from(of.max(1));
    format!("{}.{:03}%", thousandths / 1_000, thousandths % 1_000)
}

/// A round number that is at least the greatest value, for the end of an axis: 1, 2 or 5 and noughts.
pub(super) fn round_up(value: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for step in [1, 2, 5] {
            if unit.saturating_mul(step) >= value {
                return unit.saturating_mul(step);
            }
        }
        match unit.checked_mul(10) {
            Some(next) => unit = next,
            None => return value,
        }
    }
}

/// Whether the label of a place stands under an axis with `count` places: so many that they don't touch on a phone.
pub(super) fn labelled(place: usize, count: usize) -> bool {
    let every = count.div_ceil(6).max(1);
    place.is_multiple_of(every)
}
