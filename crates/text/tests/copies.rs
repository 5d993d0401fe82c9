//! Nine of ten kinds of near-copies are found, and honest texts are left alone.

mod made;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use earnest_text::likeness::{Copying, copies};

#[test]
fn the_set_is_what_the_script_makes() {
    let kept = include_str!("../data/copies/made.tsv");
    assert!(made::as_table() == kept, "make it anew: cargo run -p earnest-text --example copies_made");
}

#[test]
fn nine_of_ten_kinds_are_found_and_one_honest_pair_in_a_hundred_at_most() {
    let set = made::set();
    let texts: Vec<&str> = set.iter().map(|one| one.text.as_str()).collect();
    let found = copies(&texts, &Copying::usual(&[]), NonZeroUsize::MIN).all_pairs();
    let found: BTreeSet<(usize, usize)> = found.iter().map(|pair| (pair.one, pair.other)).collect();
    let mut by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut honest_pairs, mut told, mut told_texts) = (0, 0, BTreeSet::new());
    let is_honest = |at: usize| matches!(set[at].kind.as_str(), "honest" | "original");
    for one in 0..set.len() {
        for other in one + 1..set.len() {
            let is_told = found.contains(&(one, other));
            if set[one].kind == "original"
                && set[other].of == set[one].of
                && made::KINDS.contains(&set[other].kind.as_str())
            {
                let count = by_kind.entry(&set[other].kind).or_default();
                *count = (count.0 + usize::from(is_told), count.1 + 1);
            }
            if is_honest(one) && is_honest(other) {
                honest_pairs += 1;
                if is_told {
                    told += 1;
                    told_texts.extend([one, other]);
                }
            }
        }
    }
    let found_kinds = by_kind.values().filter(|(found, all)| found * 20 >= all * 19).count();
    assert!(found_kinds >= 9, "{by_kind:?}");
    assert!(told * 100 <= honest_pairs, "{told} of {honest_pairs} honest pairs");
    assert!(told_texts.len() * 100 <= 420, "{} of 420 honest texts", told_texts.len());
}
