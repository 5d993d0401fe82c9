//! A bar that shows a part of a whole, with the words that say the same.

use askama::Template;
use earnest_model::figures::count::Count;

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
    /// The records of the part.
    href: String,
    /// How many they are.
    listed: u64,
}

impl Bar {
    /// A part of a whole, rounded down, so that only the whole looks whole; nothing of nothing is empty. It opens to the
    /// records of the part.
    #[must_use]
    pub fn new<Q>(part: &Count<Q>, of: &Count<Q>, words: impl Into<String>, href: impl Into<String>) -> Self {
        let (listed, of) = (part.value(), of.value());
        let hundredths = listed.min(of).saturating_mul(100).checked_div(of).unwrap_or(0);
        let percent = u8::try_from(hundredths).unwrap_or(100);
        Self { percent, late: false, words: words.into(), href: href.into(), listed }
    }

    /// Where the records of the part are.
    pub(crate) fn href(&self) -> Option<&str> {
        Some(&self.href)
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
        let list = [(); 70];
        let of = |count: usize| Count::of(list.get(..count).unwrap());
        let filled = |part, whole| Bar::new(&of(part), &of(whole), "", "").percent;
        assert_eq!(
            (filled(0, 0), filled(0, 9), filled(63, 64), filled(64, 64), filled(70, 64)),
            (0, 0, 98, 100, 100)
        );
    }
}
