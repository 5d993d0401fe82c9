//! Near-copies: pairs by shingles at a low threshold, then looked at by tiles.

use std::num::NonZeroUsize;

use super::join::{Join, Pair, join};
use super::measure::{Likeness, Settings};
use super::names::Names;
use super::normal::{Form, normal};
use super::records::in_parts;
use super::tiles::{Lexicon, seeds};

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
}

/// All near-copies among texts. The likeness of a pair is that of its common runs; texts that are the same once numbers,
/// names and marks are put aside are groups.
pub fn copies<T: AsRef<str> + Sync>(texts: &[T], copying: &Copying<'_>, threads: NonZeroUsize) -> Join {
    let mut found = join(texts, &copying.looked_at, threads);
    let words = words_of(texts, &found.pairs, copying.looked_at.form);
    let looked_at = |pairs: &[Pair]| -> Vec<Pair> { told(pairs, &words, copying) };
    found.pairs = in_parts(&found.pairs, threads, looked_at).concat();
    found
}

/// The words of the texts that stand in pairs; of the others none.
struct Words {
    lexicon: Lexicon,
    of: Vec<Vec<u32>>,
}

fn words_of<T: AsRef<str>>(texts: &[T], pairs: &[Pair], form: Form<'_>) -> Words {
    let mut words = Words { lexicon: Lexicon::default(), of: vec![Vec::new(); texts.len()] };
    let mut needed = vec![false; texts.len()];
    for place in pairs.iter().flat_map(|pair| [pair.one, pair.other]) {
        if let Some(needed) = needed.get_mut(place) {
            *needed = true;
        }
    }
    let all = texts.iter().zip(&mut words.of).zip(needed).filter(|(_, needed)| *needed);
    for ((text, own), _) in all {
        *own = words.lexicon.read(&normal(text.as_ref(), form));
    }
    words
}

/// The pairs that are told. They are in order, so that those of one text follow each other.
fn told(pairs: &[Pair], words: &Words, copying: &Copying<'_>) -> Vec<Pair> {
    let of = |place: usize| words.of.get(place).map_or(&[][..], Vec::as_slice);
    let mut told = Vec::new();
    for of_one in pairs.chunk_by(|one, other| one.one == other.one) {
        let Some(one) = of_one.first().map(|pair| of(pair.one)) else { continue };
        let seeds = seeds(one);
        let looked_at = of_one
            .iter()
            .map(|pair| Pair { likeness: words.lexicon.likeness_of((one, &seeds), of(pair.other)), ..*pair });
        told.extend(looked_at.filter(|pair| copying.is_told(pair.likeness)));
    }
    told
}
