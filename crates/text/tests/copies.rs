//! Nine of ten kinds of near-copies are found, and honest texts are left alone.
#![expect(clippy::indexing_slicing, reason = "helpers of tests may break off")]

mod made;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use earnest_text::likeness::{Copying, Names, copies};

use made::{ENGLISH_KINDS, KINDS, MORE, Made, UNITS};

#[test]
fn the_sets_are_what_the_script_makes() {
    let kept = [
        (include_str!("../data/copies/made.tsv"), made::set()),
        (include_str!("../data/copies/made-english.tsv"), made::english()),
    ];
    for (kept, set) in kept {
        assert!(
            made::as_table(&set) == kept,
            "make it anew: cargo run -p earnest-text --example copies_made"
        );
    }
}

/// What was told of a set: of each kind how many of how many copies, and how many of the honest pairs.
struct Told {
    kinds: BTreeMap<String, (usize, usize)>,
    honest: (usize, usize),
    honest_texts: usize,
}

impl Told {
    fn of(set: &[Made]) -> Self {
        let names = Names::of(UNITS.into_iter().enumerate());
        let texts: Vec<&str> = set.iter().map(|one| one.text.as_str()).collect();
        let found = copies(&texts, &Copying::usual(&names), NonZeroUsize::MIN).all_pairs();
        let found: BTreeSet<(usize, usize)> = found.iter().map(|pair| (pair.one, pair.other)).collect();
        let mut told = Self { kinds: BTreeMap::new(), honest: (0, 0), honest_texts: 0 };
        let (is_honest, mut texts) =
            (|at: usize| matches!(set[at].kind.as_str(), "honest" | "original"), BTreeSet::new());
        for (one, other) in (0..set.len()).flat_map(|one| (one + 1..set.len()).map(move |other| (one, other)))
        {
            let is_told = found.contains(&(one, other));
            if is_honest(one) && is_honest(other) {
                told.honest = (told.honest.0 + usize::from(is_told), told.honest.1 + 1);
                texts.extend([one, other].into_iter().filter(|_| is_told));
            } else if set[one].kind == "original" && set[other].of == set[one].of && !is_honest(other) {
                let count = told.kinds.entry(set[other].kind.clone()).or_default();
                *count = (count.0 + usize::from(is_told), count.1 + 1);
            }
        }
        told.honest_texts = texts.len();
        told
    }

    /// Nineteen of twenty and more of a kind are found.
    fn finds(&self, kinds: &[&str]) -> usize {
        let found = |kind: &&&str| self.kinds.get(**kind).is_some_and(|(found, all)| found * 20 >= all * 19);
        kinds.iter().filter(found).count()
    }

    fn leaves_the_honest_alone(&self) -> bool {
        self.honest.0 * 100 <= self.honest.1 && self.honest_texts * 100 <= 420
    }
}

#[test]
fn nine_of_ten_kinds_are_found_and_one_honest_pair_in_a_hundred_at_most() {
    let told = Told::of(&made::set());
    assert!(told.finds(&KINDS) >= 9 && told.finds(&MORE) >= 3, "{:?}", told.kinds);
    assert!(told.leaves_the_honest_alone(), "{:?}, {} texts", told.honest, told.honest_texts);
}

#[test]
fn all_kinds_of_english_copies_are_found_and_honest_ones_left_alone() {
    let told = Told::of(&made::english());
    assert_eq!(told.finds(&ENGLISH_KINDS), ENGLISH_KINDS.len(), "{:?}", told.kinds);
    assert!(told.leaves_the_honest_alone(), "{:?}, {} texts", told.honest, told.honest_texts);
}
