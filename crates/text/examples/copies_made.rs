//! Writes the sets of near-copies and honest texts, and tells how many of each kind are found:
//! `cargo run -p earnest-text --example copies_made`.
#![expect(clippy::print_stdout, reason = "it tells what it measured")]

#[path = "../tests/made/mod.rs"]
mod made;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use earnest_text::likeness::{Copying, Join, Names, Settings, copies, join};

fn main() -> std::io::Result<()> {
    let names = Names::of(made::UNITS.into_iter().enumerate());
    for (file, set) in [("made.tsv", made::set()), ("made-english.tsv", made::english())] {
        std::fs::write(format!("{}/data/copies/{file}", env!("CARGO_MANIFEST_DIR")), made::as_table(&set))?;
        let texts: Vec<&str> = set.iter().map(|one| one.text.as_str()).collect();
        let plain = |threshold| join(&texts, &Settings { threshold, ..Settings::USUAL }, NonZeroUsize::MIN);
        tell("shingles of three, nine tenths", &set, &plain((9, 10)));
        tell("shingles of three, four fifths", &set, &plain((4, 5)));
        tell("near-copies", &set, &copies(&texts, &Copying::usual(&names), NonZeroUsize::MIN));
        for told in [(3, 5), (2, 3), (4, 5)] {
            let copying = Copying { told, ..Copying::usual(&names) };
            tell(&format!("near-copies at {told:?}"), &set, &copies(&texts, &copying, NonZeroUsize::MIN));
        }
    }
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
    let kinds: BTreeSet<&str> = set.iter().map(|one| one.kind.as_str()).collect();
    for kind in kinds.into_iter().filter(|kind| !matches!(*kind, "original" | "honest")) {
        let all = set.iter().filter(|one| one.kind == kind).count();
        println!("  {kind}: {} of {all}", by_kind.get(kind).copied().unwrap_or(0));
    }
}
