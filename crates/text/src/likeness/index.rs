//! An index of texts, that a new text is held against.

use std::collections::HashMap;
use std::num::NonZeroUsize;

use super::measure::{Likeness, Settings, of_sets};
use super::postings::{self, Posting, bound, has_common};
use super::records::Records;

/// Texts that can be asked for those that are like another one. It holds no text itself: who asks brings them again.
#[derive(Debug, Clone)]
pub struct Index<'a> {
    settings: Settings<'a>,
    records: Records,
    /// The postings of the texts that it was built of, by token and size.
    built: Vec<Posting>,
    /// Those of texts that came later.
    later: HashMap<u32, Vec<Posting>>,
}

impl<'a> Index<'a> {
    /// The index of texts; they are known by their place from then on.
    pub fn build<T: AsRef<str> + Sync>(texts: &[T], settings: Settings<'a>, threads: NonZeroUsize) -> Self {
        let records = Records::of(texts, &settings, threads);
        let built = postings::all(&records, 0..records.len(), &settings);
        Self { settings, records, built, later: HashMap::new() }
    }

    /// How many texts are in it.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a text; its number is what [`Index::len`] was.
    pub fn insert(&mut self, text: &str) {
        let number = self.len();
        let shingles = self.settings.shingles(text);
        self.records.push(shingles.as_deref());
        for posting in postings::of(self.records.get(number), number, &self.settings) {
            self.later.entry(posting.token).or_default().push(posting);
        }
    }

    /// The texts that are like this one, the likest first; `None` if it is too short to be compared. `text_of` gives the
    /// text with a number.
    pub fn near<'t>(&self, text: &str, text_of: impl Fn(usize) -> &'t str) -> Option<Vec<(usize, Likeness)>> {
        let shingles = self.settings.shingles(text)?;
        let tokens = self.records.commonness.tokens(&shingles);
        let mut found = Vec::new();
        for number in self.candidates(&tokens) {
            let Some(others) = self.settings.shingles(text_of(number)) else { continue };
            let likeness = of_sets(&shingles, &others);
            if usize::try_from(likeness.common)
                .is_ok_and(|common| self.settings.is_near(common, shingles.len(), others.len()))
            {
                found.push((number, likeness));
            }
        }
        found.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        Some(found)
    }

    /// The texts that share enough tokens.
    fn candidates(&self, tokens: &[u32]) -> Vec<usize> {
        let size = tokens.len();
        let mut seen: Vec<u32> = Vec::new();
        for own in postings::of(tokens, 0, &self.settings) {
            let from = self.built.partition_point(|posting| posting.token < own.token);
            let built =
                self.built.get(from..).unwrap_or_default().iter().take_while(|it| it.token == own.token);
            for posting in built.chain(self.later.get(&own.token).into_iter().flatten()) {
                let other = posting.size as usize;
                let (small, large) = (size.min(other), size.max(other));
                let bound = bound((size, own.place as usize), (other, posting.place as usize));
                let first = bound >= self.settings.needed(size, other);
                // A token before this one may have been common: then the bound says nothing, and the pair is known.
                if small >= self.settings.smallest(large) && first {
                    seen.push(posting.text);
                }
            }
        }
        seen.sort_unstable();
        seen.dedup();
        let near = |text: &usize| {
            let others = self.records.get(*text);
            has_common(tokens, others, self.settings.needed(size, others.len()))
        };
        seen.into_iter().map(|text| text as usize).filter(near).collect()
    }
}
