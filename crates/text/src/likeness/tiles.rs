//! What two texts have in common wherever it stands: the second measure, for what shingles miss.
//!
//! Greedy string tiling (M. Wise, 1993): the longest run that both have is a tile, then the longest of what is left, down
//! to three signs. A clause that was moved is found, a changed word is a gap between tiles. The likeness is the share of
//! both texts that lies in tiles.

use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

use serde::Serialize;

use super::measure::Likeness;
use super::normal::{Form, Normal, normal};

/// Shorter runs stand in any two texts.
const SHORTEST: usize = 3;

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

/// Compares two texts. Marks and blanks count for nothing; what differs is told as runs of letters.
pub fn compare(one: &str, other: &str, form: Form<'_>) -> Comparison {
    let (left, right) = (normal(one, form), normal(other, form));
    let mut tiles = tiles(&left.signs, &right.signs);
    tiles.sort_unstable();
    let covered: usize = tiles.iter().map(|tile| tile.length).sum();
    let all = left.signs.len() + right.signs.len();
    let same =
        tiles.iter().map(|tile| (left.span(tile.one, tile.length), right.span(tile.other, tile.length)));
    let same = same.collect();
    let only_one = gaps(&left, tiles.iter().map(|tile| tile.one..tile.one + tile.length).collect());
    let only_other = gaps(&right, tiles.iter().map(|tile| tile.other..tile.other + tile.length).collect());
    Comparison { likeness: Likeness::new(2 * covered as u64, all as u64), same, only_one, only_other }
}

/// Only how alike they are; for texts that are already as they are compared.
pub(super) fn likeness(one: &[char], other: &[char]) -> Likeness {
    let covered: usize = tiles(one, other).iter().map(|tile| tile.length).sum();
    Likeness::new(2 * covered as u64, (one.len() + other.len()) as u64)
}

impl Normal {
    fn span(&self, at: usize, length: usize) -> Range<usize> {
        let start = self.bytes.get(at).map_or(0, |bytes| bytes.start);
        start..self.bytes.get(at + length - 1).map_or(start, |bytes| bytes.end)
    }
}

/// What lies between ranges of signs.
fn gaps(normal: &Normal, mut taken: Vec<Range<usize>>) -> Vec<Range<usize>> {
    taken.sort_unstable_by_key(|range| range.start);
    let mut gaps = Vec::new();
    let mut at = 0;
    let end = normal.signs.len();
    for range in taken.into_iter().chain(std::iter::once(end..end)) {
        if range.start > at {
            gaps.push(normal.span(at, range.start - at));
        }
        at = range.end;
    }
    gaps
}

/// A run that both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tile {
    one: usize,
    other: usize,
    length: usize,
}

fn tiles(one: &[char], other: &[char]) -> Vec<Tile> {
    let mut heap: BinaryHeap<(usize, std::cmp::Reverse<(usize, usize)>)> = BinaryHeap::new();
    for run in runs(one, other) {
        heap.push((run.length, std::cmp::Reverse((run.one, run.other))));
    }
    let (mut free, mut other_free) = (vec![true; one.len()], vec![true; other.len()]);
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
            if left >= SHORTEST {
                heap.push((left, std::cmp::Reverse((at + offset, other_at + offset))));
            }
            offset += left.max(1);
        }
    }
    tiles
}

/// All runs of three signs and more that can't be made longer.
fn runs(one: &[char], other: &[char]) -> Vec<Tile> {
    let mut places: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (at, seed) in other.windows(SHORTEST).enumerate() {
        places.entry(seed).or_default().push(at);
    }
    let mut runs = Vec::new();
    for (at, seed) in one.windows(SHORTEST).enumerate() {
        for other_at in places.get(seed).into_iter().flatten() {
            let before = |signs: &[char], at: usize| at.checked_sub(1).and_then(|at| signs.get(at)).copied();
            let earlier = before(one, at);
            if earlier.is_some() && earlier == before(other, *other_at) {
                continue;
            }
            let (rest, other_rest) =
                (one.get(at..).unwrap_or_default(), other.get(*other_at..).unwrap_or_default());
            let length = rest.iter().zip(other_rest).take_while(|(left, right)| left == right).count();
            runs.push(Tile { one: at, other: *other_at, length });
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
            prop_assert!(letters(&a).chars().count() < SHORTEST || equal.likeness.common == equal.likeness.all);
        }
    }
}
