//! The join against brute force.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use std::num::NonZeroUsize;

use earnest_text::likeness::{Form, Index, Pair, Settings, join};
use proptest::prelude::*;

fn threads(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).unwrap()
}

/// Every pair compared with every other.
fn brute_force(texts: &[String], settings: &Settings<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (one, text) in texts.iter().enumerate() {
        for (other, second) in texts.iter().enumerate().skip(one + 1) {
            let Some(likeness) = settings.likeness(text, second) else { continue };
            let (above, below) = settings.threshold;
            if likeness.common * u64::from(below) >= likeness.all * u64::from(above) && likeness.common > 0 {
                pairs.push(Pair { one, other, likeness });
            }
        }
    }
    pairs
}

/// Texts of few characters, with copies that were changed a little: many pairs on both sides of the threshold.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let base = proptest::collection::vec("[甲乙丙丁戊己庚辛子丑]{3,24}", 1..12);
    let copies = proptest::collection::vec(
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[甲乙丙丁子]{0,3}"),
        0..16,
    );
    (base, copies).prop_map(|(mut texts, copies)| {
        for (which, place, inserted) in copies {
            let mut signs: Vec<char> = texts[which.index(texts.len())].chars().collect();
            let at = place.index(signs.len());
            let end = (at + inserted.chars().count() / 2).min(signs.len());
            signs.splice(at..end, inserted.chars());
            texts.push(signs.into_iter().collect());
        }
        texts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_join_finds_what_brute_force_finds_and_nothing_else(
        texts in texts(),
        threshold in prop_oneof![Just((1, 1)), Just((9, 10)), Just((4, 5)), Just((1, 2)), Just((1, 5)), (1_u32..30, Just(30_u32))],
        shingle in 1_usize..4,
        workers in 1_usize..4,
    ) {
        let settings = Settings { threshold, shingle, shortest: 3, form: Form::PLAIN };
        let found = join(&texts, &settings, threads(workers));
        prop_assert_eq!(found.all_pairs(), brute_force(&texts, &settings));
    }

    #[test]
    fn an_index_finds_for_each_text_what_the_join_finds(
        texts in texts(),
        threshold in prop_oneof![Just((4, 5)), Just((1, 2)), (1_u32..30, Just(30_u32))],
        built in any::<prop::sample::Index>(),
    ) {
        let settings = Settings { threshold, shingle: 2, shortest: 3, form: Form::PLAIN };
        let built = built.index(texts.len() + 1);
        let mut index = Index::build(&texts[..built], settings, threads(2));
        let mut pairs = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            if number >= built {
                index.insert(text);
            }
        }
        for (number, text) in texts.iter().enumerate() {
            for (other, likeness) in index.near(text, |number| &texts[number]).unwrap_or_default() {
                if other > number {
                    pairs.push(Pair { one: number, other, likeness });
                } else if other == number {
                    prop_assert_eq!(likeness.common, likeness.all);
                }
            }
        }
        pairs.sort_unstable();
        prop_assert_eq!(index.len(), texts.len());
        prop_assert_eq!(pairs, brute_force(&texts, &settings));
    }
}

#[test]
fn texts_that_are_too_short_are_told() {
    let found = join(&["整改", "整改", "一条说明整改情况的文字内容"], &Settings::USUAL, threads(1));
    assert_eq!(found.short, [0, 1]);
    assert_eq!((found.pairs.len(), found.same.len()), (0, 0));
}
