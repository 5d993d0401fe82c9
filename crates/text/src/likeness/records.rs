//! Many texts as lists of tokens, the rarest first.
//!
//! A token is a shingle in four bytes: how common it is (the binary logarithm of its count), then a hash. Two shingles may
//! have one token; so tokens only filter, and what passes is compared by its shingles. The order of tokens is the order of
//! numbers, the same for all lists.

use std::num::NonZeroUsize;
use std::thread;

use super::measure::Settings;

/// Bits of a token that say how common it is.
const CLASS: u32 = 5;

/// How often tokens stand in the texts, roughly.
#[derive(Debug, Clone)]
pub(super) struct Commonness {
    counts: Vec<u32>,
    bits: u32,
}

impl Commonness {
    fn of(hashes: &[u32]) -> Self {
        let bits = usize::BITS.saturating_sub(hashes.len().leading_zeros()).clamp(8, 24);
        let mut counts = vec![0_u32; 1 << bits];
        for hash in hashes {
            if let Some(count) = counts.get_mut((*hash >> (32 - bits)) as usize) {
                *count += 1;
            }
        }
        Self { counts, bits }
    }

    fn token(&self, hash: u32) -> u32 {
        let count = self.counts.get((hash >> (32 - self.bits)) as usize).copied().unwrap_or(0);
        let class = 32 - count.leading_zeros();
        class.min((1 << CLASS) - 1) << (32 - CLASS) | hash >> CLASS
    }

    /// The tokens of shingles, the rarest first.
    pub(super) fn tokens(&self, shingles: &[u64]) -> Vec<u32> {
        let mut tokens: Vec<u32> = shingles.iter().map(|shingle| self.token(hash(*shingle))).collect();
        tokens.sort_unstable();
        tokens
    }
}

/// A shingle in four bytes, spread well (Fibonacci hashing).
fn hash(shingle: u64) -> u32 {
    let mixed = (shingle ^ shingle >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}

/// The lists of tokens of many texts.
#[derive(Debug, Clone)]
pub(super) struct Records {
    tokens: Vec<u32>,
    /// Where each list begins, and where the last one ends.
    starts: Vec<usize>,
    /// A digest of each text's shingles: equal ones have equal digests.
    pub(super) digests: Vec<u64>,
    pub(super) commonness: Commonness,
}

/// What a thread makes of its part of the texts.
#[derive(Default)]
struct Part {
    hashes: Vec<u32>,
    sizes: Vec<usize>,
    digests: Vec<u64>,
}

impl Records {
    /// The lists of all texts; those that are too short have empty ones.
    pub(super) fn of<T: AsRef<str> + Sync>(
        texts: &[T],
        settings: &Settings<'_>,
        threads: NonZeroUsize,
    ) -> Self {
        let mut whole = Part::default();
        for part in in_parts(texts, threads, |part| read(part, settings)) {
            whole.hashes.reserve_exact(part.hashes.len());
            whole.hashes.extend(part.hashes);
            whole.sizes.extend(part.sizes);
            whole.digests.extend(part.digests);
        }
        let commonness = Commonness::of(&whole.hashes);
        let mut starts = Vec::with_capacity(whole.sizes.len() + 1);
        let mut at = 0;
        starts.push(0);
        for size in &whole.sizes {
            at += size;
            starts.push(at);
        }
        let mut tokens = whole.hashes;
        order(&mut tokens, &whole.sizes, &commonness, threads);
        Self { tokens, starts, digests: whole.digests, commonness }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The tokens of a text.
    pub(super) fn get(&self, at: usize) -> &[u32] {
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        bounds.and_then(|(from, to)| self.tokens.get(*from..*to)).unwrap_or_default()
    }

    /// Adds a text at the end.
    pub(super) fn push(&mut self, shingles: Option<&[u64]>) {
        let shingles = shingles.unwrap_or_default();
        self.tokens.extend(self.commonness.tokens(shingles));
        self.starts.push(self.tokens.len());
        self.digests.push(digest(shingles));
    }
}

/// A digest of sorted shingles (FNV-1a over their words).
fn digest(shingles: &[u64]) -> u64 {
    shingles.iter().fold(0xcbf2_9ce4_8422_2325, |sum, shingle| {
        (sum ^ shingle).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
    })
}

fn read<T: AsRef<str>>(texts: &[T], settings: &Settings<'_>) -> Part {
    let mut part = Part::default();
    for text in texts {
        let shingles = settings.shingles(text.as_ref()).unwrap_or_default();
        part.hashes.extend(shingles.iter().map(|shingle| hash(*shingle)));
        part.sizes.push(shingles.len());
        part.digests.push(digest(&shingles));
    }
    part
}

/// Turns hashes into tokens and sorts each list.
fn order(hashes: &mut [u32], sizes: &[usize], commonness: &Commonness, threads: NonZeroUsize) {
    let share = sizes.len().div_ceil(threads.get()).max(1);
    thread::scope(|scope| {
        let mut rest = hashes;
        for sizes in sizes.chunks(share) {
            let Some((part, behind)) = rest.split_at_mut_checked(sizes.iter().sum()) else { break };
            rest = behind;
            scope.spawn(move || {
                let mut rest = part;
                for size in sizes {
                    let Some((list, behind)) = std::mem::take(&mut rest).split_at_mut_checked(*size) else {
                        break;
                    };
                    for hash in list.iter_mut() {
                        *hash = commonness.token(*hash);
                    }
                    list.sort_unstable();
                    rest = behind;
                }
            });
        }
    });
}

/// Cuts a list into a part per thread and works on all at once; the results are in order.
pub(super) fn in_parts<T: Sync, R: Send>(
    all: &[T],
    threads: NonZeroUsize,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let share = all.len().div_ceil(threads.get()).max(1);
    thread::scope(|scope| {
        let work = &work;
        let parts: Vec<_> = all.chunks(share).map(|part| scope.spawn(move || work(part))).collect();
        // A thread that broke off has told why; its panic goes on here.
        parts
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
