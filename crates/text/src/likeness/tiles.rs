//! What two texts have in common wherever it stands: the second measure, for what shingles miss.
//!
//! Greedy string tiling (M. Wise, 1993): the longest run of words that both have is a tile, then the longest of what is
//! left, down to three Han signs or two words of letters. A clause that was moved is found, a changed word is a gap between tiles. The likeness is the share of
//! both texts that lies in tiles.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

use serde::Serialize;

use super::measure::Likeness;
use super::normal::{Form, Normal, normal, weight};

/// Runs that say less stand in any two texts: three Han signs, or two words of letters.
const LEAST: usize = 3;

/// Two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Signs in tiles, of the signs of both texts.
    pub likeness: Likeness,
    /// The same runs: bytes of the one text, bytes of the other, in the order of the first.
    pub same: Vec<(Range<usize>, Range<usize>)>,
    /// Bytes of the first text that are in no tile.
    pub only_one: Vec<Range<usize>>,
    /// Bytes of the second.
    pub only_other: Vec<Range<usize>>,
}

/// Compares two texts. Marks and blanks count for nothing; what differs is told as runs of words.
pub fn compare(one: &str, other: &str, form: Form<'_>) -> Comparison {
    let (left, right) = (Placed::of(one, form), Placed::of(other, form));
    let mut lexicon = Lexicon::default();
    let (words, others) = (lexicon.read(&left.normal), lexicon.read(&right.normal));
    let mut tiles = tiles((&words, &seeds(&words)), &others);
    tiles.sort_unstable();
    let of_one = |tile: &Tile| tile.one..tile.one + tile.length;
    let of_other = |tile: &Tile| tile.other..tile.other + tile.length;
    Comparison {
        likeness: lexicon.likeness(&words, &others, &tiles),
        same: tiles.iter().map(|tile| (left.span(of_one(tile)), right.span(of_other(tile)))).collect(),
        only_one: left.gaps(tiles.iter().map(of_one).collect()),
        only_other: right.gaps(tiles.iter().map(of_other).collect()),
    }
}

/// The words of many texts: equal ones have equal numbers.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Words of several letters. A sign that stands alone is its own number.
    known: HashMap<Vec<char>, u32>,
    /// How many letters each of them has.
    lengths: Vec<usize>,
}

/// The first number of a word of several letters: behind the last sign of Unicode.
const WORDS: u32 = 0x11_0000;

impl Lexicon {
    /// The words of a text.
    pub(super) fn read(&mut self, normal: &Normal) -> Vec<u32> {
        let word = |place: Range<usize>| match normal.signs.get(place).unwrap_or_default() {
            [sign] => u32::from(*sign),
            letters => match self.known.get(letters) {
                Some(number) => *number,
                None => {
                    let number = WORDS.saturating_add(u32::try_from(self.lengths.len()).unwrap_or(u32::MAX));
                    self.known.insert(letters.to_vec(), number);
                    self.lengths.push(letters.len());
                    number
                }
            },
        };
        normal.words().into_iter().map(word).collect()
    }

    /// How alike two texts are.
    pub(super) fn likeness_of(&self, one: (&[u32], &[Seed]), other: &[u32]) -> Likeness {
        self.likeness(one.0, other, &tiles(one, other))
    }

    /// The share of the signs of both texts that lies in tiles.
    fn likeness(&self, one: &[u32], other: &[u32], tiles: &[Tile]) -> Likeness {
        let signs = |words: &[u32]| words.iter().map(|word| self.length(*word)).sum::<usize>();
        // A tile is the same words on both sides.
        let same: usize = tiles.iter().map(|tile| signs(run(one, tile.one, tile.length))).sum();
        Likeness::new(2 * same as u64, (signs(one) + signs(other)) as u64)
    }

    fn length(&self, word: u32) -> usize {
        let place = word.checked_sub(WORDS).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.lengths.get(place)).copied().unwrap_or(1)
    }

    /// Whether some words say enough to be a run.
    fn is_run(words: &[u32]) -> bool {
        let weight = |word: &u32| char::from_u32(*word).map_or(2, weight);
        words.iter().map(weight).sum::<usize>() >= LEAST
    }
}

fn run(words: &[u32], at: usize, length: usize) -> &[u32] {
    words.get(at..at + length).unwrap_or_default()
}

/// A text with the places of its words.
struct Placed {
    normal: Normal,
    words: Vec<Range<usize>>,
}

impl Placed {
    fn of(text: &str, form: Form<'_>) -> Self {
        let normal = normal(text, form);
        Self { words: normal.words(), normal }
    }

    /// The bytes of some words.
    fn span(&self, words: Range<usize>) -> Range<usize> {
        let place = |word: usize| self.words.get(word).cloned().unwrap_or_default();
        let byte = |sign: usize| self.normal.bytes.get(sign).cloned().unwrap_or_default();
        byte(place(words.start).start).start..byte(place(words.end - 1).end.saturating_sub(1)).end
    }

    /// The bytes of what lies between some runs.
    fn gaps(&self, mut taken: Vec<Range<usize>>) -> Vec<Range<usize>> {
        taken.sort_unstable_by_key(|range| range.start);
        let mut gaps = Vec::new();
        let mut at = 0;
        let end = self.words.len();
        for range in taken.into_iter().chain(std::iter::once(end..end)) {
            if range.start > at {
                gaps.push(self.span(at..range.start));
            }
            at = range.end;
        }
        gaps
    }
}

/// A run that both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tile {
    one: usize,
    other: usize,
    length: usize,
}

/// Two words that follow each other, and the place of the first.
pub(super) type Seed = (u32, u32, usize);

/// The seeds of a text, sorted.
pub(super) fn seeds(words: &[u32]) -> Vec<Seed> {
    let pairs = words.iter().zip(words.iter().skip(1)).enumerate();
    let mut seeds: Vec<Seed> = pairs.map(|(at, (first, second))| (*first, *second, at)).collect();
    seeds.sort_unstable();
    seeds
}

fn tiles((one, own): (&[u32], &[Seed]), other: &[u32]) -> Vec<Tile> {
    let mut heap: BinaryHeap<(usize, Reverse<(usize, usize)>)> =
        runs((one, own), other).into_iter().map(|run| (run.length, Reverse((run.one, run.other)))).collect();
    let (mut free, mut other_free) = (vec![true; one.len()], vec![true; other.len()]);
    let mut tiles = Vec::new();
    while let Some((length, Reverse((at, other_at)))) = heap.pop() {
        let is_free = |offset: usize| {
            free.get(at + offset).copied().unwrap_or(false)
                && other_free.get(other_at + offset).copied().unwrap_or(false)
        };
        if (0..length).all(is_free) {
            let take = |places: &mut [bool], from: usize| {
                for place in places.iter_mut().skip(from).take(length) {
                    *place = false;
                }
            };
            take(&mut free, at);
            take(&mut other_free, other_at);
            tiles.push(Tile { one: at, other: other_at, length });
            continue;
        }
        // A longer tile took a part: what is left of the run comes back shorter.
        let mut offset = 0;
        while offset < length {
            let left = (offset..length).take_while(|offset| is_free(*offset)).count();
            if Lexicon::is_run(run(one, at + offset, left)) {
                heap.push((left, Reverse((at + offset, other_at + offset))));
            }
            offset += left.max(1);
        }
    }
    tiles
}

/// All runs that say enough and can't be made longer.
fn runs((one, own): (&[u32], &[Seed]), other: &[u32]) -> Vec<Tile> {
    let theirs = seeds(other);
    let mut runs = Vec::new();
    let (mut left, mut right) = (own, theirs.as_slice());
    while let (Some(first), Some(second)) = (left.first(), right.first()) {
        let (seed, other_seed) = ((first.0, first.1), (second.0, second.1));
        let same = |all: &[Seed], seed: (u32, u32)| all.iter().take_while(|it| (it.0, it.1) == seed).count();
        match seed.cmp(&other_seed) {
            Ordering::Less => left = left.get(same(left, seed)..).unwrap_or_default(),
            Ordering::Greater => right = right.get(same(right, other_seed)..).unwrap_or_default(),
            Ordering::Equal => {
                let (of_one, behind) = left.split_at(same(left, seed));
                let (of_other, after) = right.split_at(same(right, seed));
                for ((_, _, at), (_, _, other_at)) in
                    of_one.iter().flat_map(|seed| of_other.iter().map(move |other| (seed, other)))
                {
                    runs.extend(longest((one, *at), (other, *other_at)));
                }
                (left, right) = (behind, after);
            }
        }
    }
    runs
}

/// The run that begins at two places, if it does not begin before them and says enough.
fn longest((one, at): (&[u32], usize), (other, other_at): (&[u32], usize)) -> Option<Tile> {
    let before = |words: &[u32], at: usize| at.checked_sub(1).and_then(|at| words.get(at)).copied();
    let earlier = before(one, at);
    if earlier.is_some() && earlier == before(other, other_at) {
        return None;
    }
    let (rest, other_rest) = (one.get(at..)?, other.get(other_at..)?);
    let length = rest.iter().zip(other_rest).take_while(|(left, right)| left == right).count();
    Lexicon::is_run(run(one, at, length)).then_some(Tile { one: at, other: other_at, length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moved_clause_is_the_same_and_a_changed_word_is_told() {
        let one = "每月对台账核对一次，结果张榜公布";
        let found = compare(one, "结果张榜公布；每月对台账检查一次。", Form::PLAIN);
        let same: Vec<&str> = found.same.iter().map(|(span, _)| &one[span.clone()]).collect();
        assert_eq!(same, ["每月对台账", "结果张榜公布"]);
        assert_eq!(found.only_one.iter().map(|span| &one[span.clone()]).collect::<Vec<_>>(), ["核对一次"]);
        assert_eq!((found.likeness.common, found.likeness.all), (22, 30));
    }

    #[test]
    fn letters_of_words_alone_are_not_the_same_words() {
        let one = "Check the ledger every month and post what it says";
        let found = compare(one, "Every month the ledger was checked; what it says goes out", Form::PLAIN);
        let same: Vec<&str> = found.same.iter().map(|(span, _)| &one[span.clone()]).collect();
        assert_eq!(same, ["the ledger", "every month", "what it says"]);
        assert_eq!(
            found.only_one.iter().map(|span| &one[span.clone()]).collect::<Vec<_>>(),
            ["Check", "and post"]
        );
    }

    proptest! {
        #[test]
        fn tiles_are_the_same_on_both_sides_never_overlap_and_cover_an_equal_text(a in "[甲乙丙丁，]{0,40}", b in "[甲乙丙丁，]{0,40}") {
            let found = compare(&a, &b, Form::PLAIN);
            prop_assert!(found.likeness.common <= found.likeness.all);
            let letters = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
            let mut end = 0;
            for (one, other) in &found.same {
                prop_assert!(one.start >= end);
                end = one.end;
                prop_assert_eq!(letters(&a[one.clone()]), letters(&b[other.clone()]));
            }
            let equal = compare(&a, &a, Form::PLAIN);
            prop_assert!(letters(&a).chars().count() < LEAST || equal.likeness.common == equal.likeness.all);
        }
    }
}
