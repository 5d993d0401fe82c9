//! All pairs of texts that are alike: an exact set-similarity join.
//!
//! Two sets with enough in common share one of their rarest elements (prefix filter: Chaudhuri et al. 2006, AllPairs:
//! Bayardo et al. 2007); where that one stands bounds what they can share at all (positional filter, PPJoin: Xiao et al.
//! 2008), and so do their sizes. What passes is compared by its shingles. Nothing that is at the threshold or above is
//! lost, and nothing below it is told.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Serialize;

use super::measure::{Likeness, Settings, of_sets};
use super::postings::{self, Posting, bound, has_common, is_first};
use super::records::Records;

/// Two texts that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pair {
    /// The number of the first text, the smaller one.
    pub one: usize,
    /// The number of the second.
    pub other: usize,
    /// How alike they are.
    pub likeness: Likeness,
}

/// What a join found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Join {
    /// Pairs of texts with different sets of shingles, in order. Of texts with the same set only the first stands here.
    pub pairs: Vec<Pair>,
    /// Texts with the same set, two and more each.
    pub same: Vec<Vec<usize>>,
    /// Texts that are too short to be compared.
    pub short: Vec<usize>,
}

impl Join {
    /// Every pair, those within and between groups of the same set written out. There may be very many.
    pub fn all_pairs(&self) -> Vec<Pair> {
        let groups: BTreeMap<usize, &[usize]> =
            self.same.iter().filter_map(|group| Some((*group.first()?, group.as_slice()))).collect();
        let mut all = Vec::new();
        for group in groups.values() {
            for (at, one) in group.iter().enumerate() {
                let others = group.get(at + 1..).unwrap_or_default();
                all.extend(others.iter().map(|other| Pair {
                    one: *one,
                    other: *other,
                    likeness: Likeness::new(1, 1),
                }));
            }
        }
        for pair in &self.pairs {
            let (one, other) = ([pair.one], [pair.other]);
            for one in groups.get(&pair.one).copied().unwrap_or(&one) {
                for other in groups.get(&pair.other).copied().unwrap_or(&other) {
                    all.push(Pair { one: *one.min(other), other: *one.max(other), likeness: pair.likeness });
                }
            }
        }
        all.sort_unstable();
        all
    }
}

/// All pairs of texts at the threshold or above. `threads` work at once; the result does not depend on how many.
pub fn join<T: AsRef<str> + Sync>(texts: &[T], settings: &Settings<'_>, threads: NonZeroUsize) -> Join {
    let records = Records::of(texts, settings, threads);
    let (firsts, same) = groups(texts, &records, settings);
    let short = (0..records.len()).filter(|text| records.get(*text).is_empty()).collect();
    let postings = postings::all(&records, firsts.into_iter(), settings);
    let work = Work { texts, records: &records, settings, postings: &postings };
    let mut pairs = work.pairs(threads);
    pairs.sort_unstable();
    Join { pairs, same, short }
}

/// The first text of each set, and the sets that several texts have.
fn groups<T: AsRef<str>>(
    texts: &[T],
    records: &Records,
    settings: &Settings<'_>,
) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut order: Vec<usize> = (0..records.len()).filter(|text| !records.get(*text).is_empty()).collect();
    let key = |text: &usize| (records.digests.get(*text).copied(), *text);
    order.sort_unstable_by_key(key);
    let (mut firsts, mut same) = (Vec::with_capacity(order.len()), Vec::new());
    for alike in order.chunk_by(|one, other| records.digests.get(*one) == records.digests.get(*other)) {
        if let [alone] = alike {
            firsts.push(*alone);
            continue;
        }
        // Equal digests are the same set nearly always; looked at, they are.
        let mut by_set: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
        for text in alike {
            let shingles =
                texts.get(*text).and_then(|text| settings.shingles(text.as_ref())).unwrap_or_default();
            by_set.entry(shingles).or_default().push(*text);
        }
        for group in by_set.into_values() {
            firsts.extend(group.first());
            if group.len() > 1 {
                same.push(group);
            }
        }
    }
    same.sort_unstable();
    (firsts, same)
}

struct Work<'a, T> {
    texts: &'a [T],
    records: &'a Records,
    settings: &'a Settings<'a>,
    postings: &'a [Posting],
}

/// Postings that a thread takes at once.
const SHARE: usize = 1 << 16;

impl<T: AsRef<str> + Sync> Work<'_, T> {
    fn pairs(&self, threads: NonZeroUsize) -> Vec<Pair> {
        let next = AtomicUsize::new(0);
        let take = || {
            let mut pairs = Vec::new();
            loop {
                let from = next.fetch_add(SHARE, Ordering::Relaxed);
                if from >= self.postings.len() {
                    return pairs;
                }
                self.pairs_of(self.start(from), self.start(from + SHARE), &mut pairs);
            }
        };
        thread::scope(|scope| {
            let all: Vec<_> = (0..threads.get()).map(|_| scope.spawn(take)).collect();
            let join = |one: thread::ScopedJoinHandle<'_, Vec<Pair>>| {
                one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            all.into_iter().flat_map(join).collect()
        })
    }

    /// The beginning of the first token's postings at a place or behind it.
    fn start(&self, at: usize) -> usize {
        let Some(last) = at.checked_sub(1).and_then(|last| self.postings.get(last)) else {
            return at.min(self.postings.len());
        };
        let rest = self.postings.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|posting| posting.token == last.token).count()
    }

    fn pairs_of(&self, from: usize, to: usize, pairs: &mut Vec<Pair>) {
        let postings = self.postings.get(from..to).unwrap_or_default();
        for group in postings.chunk_by(|one, other| one.token == other.token) {
            for (at, small) in group.iter().enumerate() {
                for large in group.get(at + 1..).unwrap_or_default() {
                    if (small.size as usize) < self.settings.smallest(large.size as usize) {
                        break;
                    }
                    pairs.extend(self.pair(small, large));
                }
            }
        }
    }

    fn pair(&self, one: &Posting, other: &Posting) -> Option<Pair> {
        let (size, place) = (one.size as usize, one.place as usize);
        let (other_size, other_place) = (other.size as usize, other.place as usize);
        let needed = self.settings.needed(size, other_size);
        if bound((size, place), (other_size, other_place)) < needed {
            return None;
        }
        let (tokens, others) = (self.records.get(one.text as usize), self.records.get(other.text as usize));
        let (before, from) = tokens.split_at_checked(place)?;
        let (others_before, others_from) = others.split_at_checked(other_place)?;
        if !is_first(before, others_before) || !has_common(from, others_from, needed) {
            return None;
        }
        pair(self.texts, self.settings, one.text as usize, other.text as usize)
    }
}

/// Two texts compared by their shingles.
fn pair<T: AsRef<str>>(texts: &[T], settings: &Settings<'_>, one: usize, other: usize) -> Option<Pair> {
    let shingles = settings.shingles(texts.get(one)?.as_ref())?;
    let others = settings.shingles(texts.get(other)?.as_ref())?;
    let likeness = of_sets(&shingles, &others);
    let near = settings.is_near(usize::try_from(likeness.common).ok()?, shingles.len(), others.len());
    near.then(|| Pair { one: one.min(other), other: one.max(other), likeness })
}
