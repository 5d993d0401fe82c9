//! How long the join and the index of a million texts take, and how much memory.
//!
//! `cargo run --release -p earnest-text --example likeness_measured -- 1000000 words 4/5 3 2`: so many texts of 60
//! characters, made of single words or of whole clauses; the threshold; signs of a shingle; threads. With one more argument
//! the texts and the pairs that were found are written to files of that name, for `likeness_beside.py`.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it measures, and tells what it measured"
)]

use std::num::NonZeroUsize;
use std::time::Instant;

use earnest_text::likeness::{Copying, Form, Index, Join, Names, Settings, copies, join};

/// Numbers that are the same on every machine (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) >> 11) as usize % end.max(1)
    }

    /// A word: the common ones much more often than the rare ones.
    fn word<'a>(&mut self, words: &'a [String]) -> &'a str {
        let end = self.below(words.len()) + 1;
        let end = self.below(end) + 1;
        words.get(self.below(end)).map_or("", String::as_str)
    }
}

fn words() -> Vec<String> {
    let signs: Vec<char> =
        include_str!("../data/words.txt").chars().filter(|sign| !sign.is_whitespace()).collect();
    signs.chunks(2).map(|pair| pair.iter().collect()).collect()
}

/// Texts of sixty characters; one in fifty is a copy of an earlier one with up to three words changed.
fn texts(number: usize, of_clauses: bool) -> Vec<String> {
    let (words, mut numbers) = (words(), Numbers(1));
    let clauses: Vec<String> =
        (0..20_000).map(|_| (0..6).map(|_| numbers.word(&words)).collect::<Vec<_>>().concat()).collect();
    let mut texts: Vec<String> = Vec::with_capacity(number);
    for at in 0..number {
        let copied = (at > 0 && numbers.below(50) == 0).then(|| numbers.below(at));
        let text = if let Some(copied) = copied {
            let mut signs: Vec<char> = texts.get(copied).map_or("", String::as_str).chars().collect();
            for _ in 0..numbers.below(4) {
                let place = numbers.below(30) * 2;
                let word: Vec<char> = numbers.word(&words).chars().collect();
                if place + 2 <= signs.len() {
                    signs.splice(place..place + 2, word);
                }
            }
            signs.into_iter().collect()
        } else if of_clauses {
            (0..5)
                .map(|_| clauses.get(numbers.below(clauses.len())).map_or("", String::as_str))
                .collect::<Vec<_>>()
                .concat()
        } else {
            (0..30).map(|_| numbers.word(&words)).collect::<Vec<_>>().concat()
        };
        texts.push(text);
    }
    texts
}

/// The most memory that the process has had, in MiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The texts, a line each, and the pairs of their places.
fn write(file: &str, texts: &[String], found: &Join) -> std::io::Result<()> {
    let pairs =
        found.all_pairs().iter().map(|pair| format!("{} {}\n", pair.one, pair.other)).collect::<String>();
    std::fs::write(format!("{file}.texts"), texts.join("\n"))?;
    std::fs::write(format!("{file}.pairs"), pairs)
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |at: usize, usual: &str| arguments.get(at).cloned().unwrap_or_else(|| usual.to_owned());
    let number: usize = argument(0, "100000").parse().unwrap_or(100_000);
    let of_clauses = argument(1, "words") == "clauses";
    let threshold = argument(2, "4/5");
    let (above, below) = threshold.split_once('/').unwrap_or(("4", "5"));
    let threshold = (above.parse().unwrap_or(4), below.parse().unwrap_or(5));
    let shingle = argument(3, "3").parse().unwrap_or(3);
    let threads = argument(4, "2").parse().unwrap_or(NonZeroUsize::MIN);
    let settings = Settings { threshold, shingle, shortest: 12, form: Form::PLAIN };
    let texts = texts(number, of_clauses);
    println!("{number} texts made, {} MiB", memory());
    let start = Instant::now();
    let found = join(&texts, &settings, threads);
    println!(
        "join: {} ms, {} pairs, {} groups of the same, {} MiB at most",
        start.elapsed().as_millis(),
        found.pairs.len(),
        found.same.len(),
        memory()
    );
    if let Some(file) = arguments.get(5) {
        write(file, &texts, &found)?;
    }
    drop(found);
    let start = Instant::now();
    let names = Names::default();
    let near = copies(&texts, &Copying::usual(&names), threads);
    println!(
        "near-copies: {} ms, {} pairs, {} groups of the same, {} MiB at most",
        start.elapsed().as_millis(),
        near.pairs.len(),
        near.same.len(),
        memory()
    );
    drop(near);
    let start = Instant::now();
    let index = Index::build(&texts, settings, threads);
    println!("index: {} ms, {} MiB at most", start.elapsed().as_millis(), memory());
    let text_of = |at: usize| texts.get(at).map_or("", String::as_str);
    let (mut longest, mut hits) = (0, 0);
    let start = Instant::now();
    for at in 0..1000 {
        let one = Instant::now();
        hits += index.near(text_of(at * (number / 1000).max(1)), text_of).map_or(0, |near| near.len());
        longest = longest.max(one.elapsed().as_micros());
    }
    println!(
        "a text against all: {} us in the mean, {longest} us at most, {hits} found",
        start.elapsed().as_micros() / 1000
    );
    Ok(())
}
