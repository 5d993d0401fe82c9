//! Checking proofs: what is true passes, and nothing else.

use crate::definition::{head, leaves, slow_consistency, slow_inclusion};
use earnest_anchor::{
    Hash,
    tree::{Head, VerifyError, root_of_inclusion, verify_consistency, verify_inclusion},
};
use proptest::prelude::*;

#[test]
fn every_proof_of_inclusion_of_small_trees_passes_for_its_leaf_alone() {
    for count in 1..=40 {
        let leaves = leaves(count, 0);
        for (at, leaf) in leaves.iter().enumerate() {
            let proof = slow_inclusion(at, &leaves);
            for index in 0..count + 2 {
                let passes = verify_inclusion(*leaf, index, head(&leaves), &proof).is_ok();
                assert_eq!(passes, index == at as u64, "leaf {at} as {index} of {count}");
            }
        }
    }
}

#[test]
fn every_proof_of_consistency_of_small_trees_passes_for_its_sizes_alone() {
    for count in 1..=24_usize {
        let leaves = leaves(count as u64, 0);
        for old in 1..=count {
            let proof = slow_consistency(old, &leaves);
            assert_eq!(verify_consistency(head(&leaves[..old]), head(&leaves), &proof), Ok(()));
            for other in (0..=count + 1).filter(|other| *other != old && *other != 0) {
                let root = head(&leaves[..old]).root;
                let false_old = Head { size: other as u64, root };
                assert!(
                    verify_consistency(false_old, head(&leaves), &proof).is_err(),
                    "{other} for {old}/{count}"
                );
            }
        }
    }
}

#[test]
fn every_tree_begins_with_the_empty_one_and_needs_no_proof_for_it() {
    let leaves = leaves(7, 0);
    let empty = Head { size: 0, root: Hash::of_nothing() };
    assert_eq!(verify_consistency(empty, head(&leaves), &[]), Ok(()));
    assert_eq!(verify_consistency(empty, empty, &[]), Ok(()));
    assert_eq!(verify_consistency(empty, head(&leaves), &leaves[..1]), Err(VerifyError::Length(1)));
    let false_empty = Head { size: 0, root: leaves[0] };
    assert_eq!(verify_consistency(false_empty, head(&leaves), &[]), Err(VerifyError::OldRoot));
}

#[test]
fn a_tree_is_consistent_with_itself_without_proof_only() {
    let leaves = leaves(7, 0);
    let (tree, other) = (head(&leaves), Head { size: 7, root: leaves[0] });
    assert_eq!(verify_consistency(tree, tree, &[]), Ok(()));
    assert_eq!(verify_consistency(tree, tree, &leaves[..1]), Err(VerifyError::Length(1)));
    assert_eq!(verify_consistency(tree, other, &[]), Err(VerifyError::OldRoot));
    let smaller = head(&leaves[..6]);
    assert_eq!(verify_consistency(tree, smaller, &[]), Err(VerifyError::Outside { wanted: 7, size: 6 }));
}

proptest! {
    #[test]
    fn a_changed_lost_or_added_hash_spoils_a_proof_of_inclusion(count in 1_u64..200, at in 0_usize..200, place in 0_usize..9, bit in 0_u8..8, byte in 0_usize..32) {
        let leaves = leaves(count, 0);
        let at = at % leaves.len();
        let (leaf, index, tree) = (leaves[at], at as u64, head(&leaves));
        let proof = slow_inclusion(at, &leaves);
        prop_assert!(verify_inclusion(leaf, index, tree, &proof).is_ok());
        prop_assert!(verify_inclusion(flipped(leaf, byte, bit), index, tree, &proof).is_err());
        for spoilt in spoilt(&proof, place, byte, bit) {
            prop_assert!(verify_inclusion(leaf, index, tree, &spoilt).is_err());
        }
        let other = Head { root: flipped(tree.root, byte, bit), ..tree };
        prop_assert_eq!(verify_inclusion(leaf, index, other, &proof), Err(VerifyError::Root));
    }

    #[test]
    fn a_changed_lost_or_added_hash_spoils_a_proof_of_consistency(count in 2_u64..200, at in 0_usize..200, place in 0_usize..9, bit in 0_u8..8, byte in 0_usize..32) {
        let leaves = leaves(count, 0);
        let old = 1 + at % (leaves.len() - 1);
        let (first, tree) = (head(&leaves[..old]), head(&leaves));
        let proof = slow_consistency(old, &leaves);
        prop_assert!(verify_consistency(first, tree, &proof).is_ok());
        for spoilt in spoilt(&proof, place, byte, bit) {
            prop_assert!(verify_consistency(first, tree, &spoilt).is_err());
        }
        let false_first = Head { root: flipped(first.root, byte, bit), ..first };
        prop_assert!(verify_consistency(false_first, tree, &proof).is_err());
        let false_tree = Head { root: flipped(tree.root, byte, bit), ..tree };
        prop_assert_eq!(verify_consistency(first, false_tree, &proof), Err(VerifyError::Root));
    }

    #[test]
    fn no_numbers_make_the_checks_break_off(index: u64, size: u64, old: u64, hashes in 0_usize..70) {
        let proof = vec![leaves(1, 0)[0]; hashes];
        let (first, tree) = (Head { size: old, root: proof.first().copied().unwrap_or_else(Hash::of_nothing) }, Head { size, root: Hash::of_nothing() });
        prop_assert_eq!(root_of_inclusion(tree.root, index, size, &proof).is_ok() && index >= size, false);
        prop_assert!(old == 0 || verify_consistency(first, tree, &proof).is_err());
    }
}

fn flipped(hash: Hash, byte: usize, bit: u8) -> Hash {
    let mut bytes = *hash.as_bytes();
    bytes[byte] ^= 1 << bit;
    Hash::from_bytes(bytes)
}

/// The proof with one hash changed, lost, doubled, moved, or added at either end.
fn spoilt(proof: &[Hash], place: usize, byte: usize, bit: u8) -> Vec<Vec<Hash>> {
    let added = leaves(1, 9)[0];
    let mut all = vec![[&[added], proof].concat(), [proof, &[added]].concat()];
    if proof.is_empty() {
        return all;
    }
    let place = place % proof.len();
    let mut changed = proof.to_vec();
    changed[place] = flipped(changed[place], byte, bit);
    let mut lost = proof.to_vec();
    lost.remove(place);
    let mut doubled = proof.to_vec();
    doubled.insert(place, proof[place]);
    all.extend([changed, lost, doubled]);
    if proof.len() > 1 {
        let mut moved = proof.to_vec();
        moved.rotate_left(1);
        all.push(moved);
    }
    all
}
