//! Writes the set of near-copies and honest texts, and tells how many of each kind are found:
//! `cargo run -p earnest-text --example copies_made`.
#![expect(clippy::print_stdout, reason = "it tells what it measured")]

#[path = "../tests/made/mod.rs"]
mod made;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use earnest_text::likeness::{Copying, Join, Settings, copies, join};

fn main() -> std::io::Result<()> {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/data/copies/made.tsv"), made::as_table())?;
    let set = made::set();
    let texts: Vec<&str> = set.iter().map(|one| one.text.as_str()).collect();
    let plain = |threshold| join(&texts, &Settings { threshold, ..Settings::USUAL }, NonZeroUsize::MIN);
    tell("shingles of three, nine tenths", &set, &plain((9, 10)));
    tell("shingles of three, four fifths", &set, &plain((4, 5)));
    tell("near-copies", &set, &copies(&texts, &Copying::usual(&[]), NonZeroUsize::MIN));
    Ok(())
}

fn tell(name: &str, set: &[made::Made], found: &Join) {
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut honest, mut of_honest) = (0, BTreeSet::new());
    for pair in found.all_pairs() {
        let (Some(one), Some(other)) = (set.get(pair.one), set.get(pair.other)) else { continue };
        let is_honest = |it: &made::Made| matches!(it.kind.as_str(), "original" | "honest");
        if one.kind == "original" && one.of == other.of && !is_honest(other) {
            *by_kind.entry(&other.kind).or_default() += 1;
        }
        if is_honest(one) && is_honest(other) {
            honest += 1;
            of_honest.extend([pair.one, pair.other]);
        }
    }
    println!("{name}: {honest} honest pairs told, of {} texts", of_honest.len());
    for kind in made::KINDS {
        let all = set.iter().filter(|one| one.kind == kind).count();
        println!("  {kind}: {} of {all}", by_kind.get(kind).copied().unwrap_or(0));
    }
}
