//! A bar that shows a part of a whole, with the words that say the same.

use askama::Template;

/// So much of so much. The words beside it carry the meaning; the bar is for the eye.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/bar.html")]
pub struct Bar {
    /// Filled, in hundredths.
    percent: u8,
    /// Whether a person is needed.
    late: bool,
    /// The same in words: `five tiers`, `61 / 64`.
    words: String,
}

impl Bar {
    /// `part` of `of`, rounded down, so that only the whole looks whole; nothing of nothing is empty.
    #[must_use]
    pub fn new(part: u64, of: u64, words: impl Into<String>) -> Self {
        let hundredths = part.min(of).saturating_mul(100).checked_div(of).unwrap_or(0);
        Self { percent: u8::try_from(hundredths).unwrap_or(100), late: false, words: words.into() }
    }

    /// The words that say the same.
    pub(crate) fn words(&self) -> &str {
        &self.words
    }

    /// Marks it as behind.
    #[must_use]
    pub const fn late(mut self, late: bool) -> Self {
        self.late = late;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_looks_whole() {
        let filled = |part, of| Bar::new(part, of, "").percent;
        assert_eq!(
            (filled(0, 0), filled(0, 9), filled(63, 64), filled(64, 64), filled(70, 64)),
            (0, 0, 98, 100, 100)
        );
    }
}
