//! What two texts have in common wherever it stands: the second measure, for what shingles miss.
//!
//! Greedy string tiling (M. Wise, 1993): the longest run of words that both have is a tile, then the longest of what is
//! left, down to three Han signs or two words of letters. A clause that was moved is found, a changed word is a gap between tiles. The likeness is the share of
//! both texts that lies in tiles.

use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

use serde::Serialize;

use super::measure::Likeness;
use super::normal::{Form, Normal, normal, weight};

/// Runs that say less stand in any two texts: three Han signs, or two words of letters.
const LEAST: usize = 3;
/// Words of the shortest run.
const SEED: usize = 2;

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
    let (left, right) = (normal(one, form), normal(other, form));
    let (words, others, mut tiles) = tiled(&left, &right);
    tiles.sort_unstable();
    let likeness = likeness_of(&left, &words, &right, &others, &tiles);
    let of_one = |tile: &Tile| words.span(&left, tile.one..tile.one + tile.length);
    let of_other = |tile: &Tile| others.span(&right, tile.other..tile.other + tile.length);
    let same = tiles.iter().map(|tile| (of_one(tile), of_other(tile))).collect();
    let only_one = words.gaps(&left, tiles.iter().map(|tile| tile.one..tile.one + tile.length).collect());
    let only_other =
        others.gaps(&right, tiles.iter().map(|tile| tile.other..tile.other + tile.length).collect());
    Comparison { likeness, same, only_one, only_other }
}

/// Only how alike they are; for texts that are already as they are compared.
pub(super) fn likeness(one: &Normal, other: &Normal) -> Likeness {
    let (words, others, tiles) = tiled(one, other);
    likeness_of(one, &words, other, &others, &tiles)
}

fn likeness_of(one: &Normal, words: &Words, other: &Normal, others: &Words, tiles: &[Tile]) -> Likeness {
    let of_one = tiles.iter().map(|tile| words.signs(tile.one..tile.one + tile.length)).sum::<usize>();
    let of_other = tiles.iter().map(|tile| others.signs(tile.other..tile.other + tile.length)).sum::<usize>();
    Likeness::new((of_one + of_other) as u64, (one.signs.len() + other.signs.len()) as u64)
}

fn tiled(one: &Normal, other: &Normal) -> (Words, Words, Vec<Tile>) {
    let mut known = HashMap::new();
    let (words, others) = (Words::of(one, &mut known), Words::of(other, &mut known));
    let tiles = tiles(&words, &others);
    (words, others, tiles)
}

/// A text as a list of words, equal ones with equal numbers.
struct Words {
    numbers: Vec<u32>,
    places: Vec<Range<usize>>,
    weights: Vec<usize>,
}

impl Words {
    fn of<'n>(normal: &'n Normal, known: &mut HashMap<&'n [char], u32>) -> Self {
        let places = normal.words();
        let signs = |place: &Range<usize>| normal.signs.get(place.clone()).unwrap_or_default();
        let mut number = |place: &Range<usize>| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(signs(place)).or_insert(next)
        };
        let numbers = places.iter().map(&mut number).collect();
        let weights =
            places.iter().map(|place| signs(place).first().map_or(0, |sign| weight(*sign))).collect();
        Self { numbers, places, weights }
    }

    /// Signs of some words.
    fn signs(&self, words: Range<usize>) -> usize {
        self.places.get(words).unwrap_or_default().iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether some words say enough to be a run.
    fn is_run(&self, words: Range<usize>) -> bool {
        self.weights.get(words).unwrap_or_default().iter().sum::<usize>() >= LEAST
    }

    /// The bytes of some words.
    fn span(&self, normal: &Normal, words: Range<usize>) -> Range<usize> {
        let place = |word: usize| self.places.get(word).cloned().unwrap_or_default();
        let byte = |sign: usize| normal.bytes.get(sign).cloned().unwrap_or_default();
        byte(place(words.start).start).start..byte(place(words.end - 1).end.saturating_sub(1)).end
    }

    /// The bytes of what lies between some runs.
    fn gaps(&self, normal: &Normal, mut taken: Vec<Range<usize>>) -> Vec<Range<usize>> {
        taken.sort_unstable_by_key(|range| range.start);
        let mut gaps = Vec::new();
        let mut at = 0;
        let end = self.places.len();
        for range in taken.into_iter().chain(std::iter::once(end..end)) {
            if range.start > at {
                gaps.push(self.span(normal, at..range.start));
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

fn tiles(one: &Words, other: &Words) -> Vec<Tile> {
    let mut heap: BinaryHeap<(usize, std::cmp::Reverse<(usize, usize)>)> = BinaryHeap::new();
    for run in runs(one, other) {
        heap.push((run.length, std::cmp::Reverse((run.one, run.other))));
    }
    let (mut free, mut other_free) = (vec![true; one.numbers.len()], vec![true; other.numbers.len()]);
    let mut tiles = Vec::new();
    while let Some((length, std::cmp::Reverse((at, other_at)))) = heap.pop() {
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
            if one.is_run(at + offset..at + offset + left) {
                heap.push((left, std::cmp::Reverse((at + offset, other_at + offset))));
            }
            offset += left.max(1);
        }
    }
    tiles
}

/// All runs that say enough and can't be made longer.
fn runs(one: &Words, other: &Words) -> Vec<Tile> {
    let mut places: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, seed) in other.numbers.windows(SEED).enumerate() {
        places.entry(seed).or_default().push(at);
    }
    let mut runs = Vec::new();
    for (at, seed) in one.numbers.windows(SEED).enumerate() {
        for other_at in places.get(seed).into_iter().flatten() {
            let before =
                |words: &Words, at: usize| at.checked_sub(1).and_then(|at| words.numbers.get(at)).copied();
            let earlier = before(one, at);
            if earlier.is_some() && earlier == before(other, *other_at) {
                continue;
            }
            let rest = one.numbers.get(at..).unwrap_or_default();
            let other_rest = other.numbers.get(*other_at..).unwrap_or_default();
            let length = rest.iter().zip(other_rest).take_while(|(left, right)| left == right).count();
            if one.is_run(at..at + length) {
                runs.push(Tile { one: at, other: *other_at, length });
            }
        }
    }
    runs
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
