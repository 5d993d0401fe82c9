//! Near-copies: pairs by shingles at a low threshold, then looked at by tiles.

use std::num::NonZeroUsize;

use super::join::{Join, Pair, join};
use super::measure::{Likeness, Settings};
use super::names::Names;
use super::normal::{Form, normal};
use super::records::in_parts;
use super::tiles;

/// What is a near-copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copying<'a> {
    /// Which pairs are looked at at all: their shingles' likeness, and how texts are made alike.
    pub looked_at: Settings<'a>,
    /// Which of them are told: the share of both texts that lies in common runs, between 0 and 1.
    pub told: (u32, u32),
}

impl<'a> Copying<'a> {
    /// Two fifths of the shingles are looked at, three quarters of the signs in common runs are told; numbers are one
    /// sign and the names are taken out.
    pub fn usual(names: &'a Names) -> Self {
        let form = Form { mask_numbers: true, names: Some(names) };
        Self { looked_at: Settings { threshold: (2, 5), form, ..Settings::USUAL }, told: (3, 4) }
    }

    /// Whether a likeness is told.
    pub fn is_told(&self, likeness: Likeness) -> bool {
        likeness >= Likeness::new(u64::from(self.told.0), u64::from(self.told.1))
    }

    /// How alike two texts are by their common runs.
    pub fn likeness(&self, one: &str, other: &str) -> Likeness {
        let form = self.looked_at.form;
        tiles::likeness(&normal(one, form), &normal(other, form))
    }
}

/// All near-copies among texts. The likeness of a pair is that of its common runs; texts that are the same once numbers,
/// names and marks are put aside are groups.
pub fn copies<T: AsRef<str> + Sync>(texts: &[T], copying: &Copying<'_>, threads: NonZeroUsize) -> Join {
    let mut found = join(texts, &copying.looked_at, threads);
    let looked_at = |pairs: &[Pair]| -> Vec<Pair> {
        let told = |pair: &Pair| {
            let (one, other) = (texts.get(pair.one)?.as_ref(), texts.get(pair.other)?.as_ref());
            let likeness = copying.likeness(one, other);
            copying.is_told(likeness).then_some(Pair { likeness, ..*pair })
        };
        pairs.iter().filter_map(told).collect()
    };
    found.pairs = in_parts(&found.pairs, threads, looked_at).concat();
    found
}
