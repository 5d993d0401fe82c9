//! Growing a tree, and proving from it.

use crate::definition::{head, leaves, nodes, slow_consistency, slow_inclusion, slow_root};
use earnest_anchor::tree::{Frontier, FrontierError, LARGEST, ProveError, consistency, inclusion, root};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #[test]
    fn a_grown_tree_has_the_root_of_the_definition(count in 0_u64..130, salt: u8) {
        let leaves = leaves(count, salt);
        let mut tree = Frontier::default();
        for (at, leaf) in leaves.iter().enumerate() {
            tree.append(*leaf).unwrap();
            prop_assert_eq!(tree.head(), head(&leaves[..=at]));
        }
        prop_assert_eq!(tree.head(), head(&leaves));
        prop_assert_eq!(root(count, nodes(&leaves)).unwrap(), slow_root(&leaves));
    }

    #[test]
    fn appending_gives_every_full_subtree_once_and_with_its_hash(count in 0_u64..300) {
        let leaves = leaves(count, 0);
        let mut tree = Frontier::default();
        let mut stored = BTreeMap::new();
        for leaf in &leaves {
            for (node, hash) in tree.append(*leaf).unwrap() {
                prop_assert!(stored.insert(node, hash).is_none());
            }
        }
        for (node, hash) in &stored {
            prop_assert_eq!(nodes(&leaves)(*node).unwrap(), *hash);
        }
        let expected: u64 = (0..64).map(|level| count >> level).sum();
        prop_assert_eq!(stored.len() as u64, expected);
    }

    #[test]
    fn a_tree_resumed_from_its_peaks_grows_as_if_never_put_down(count in 0_u64..200, more in 0_u64..60) {
        let leaves = leaves(count + more, 0);
        let (first, rest) = leaves.split_at(usize::try_from(count).unwrap());
        let peaks = Frontier::nodes(count).into_iter().map(nodes(first)).collect::<Result<Vec<_>, _>>().unwrap();
        let mut tree = Frontier::resume(count, peaks).unwrap();
        for leaf in rest {
            tree.append(*leaf).unwrap();
        }
        prop_assert_eq!(tree.head(), head(&leaves));
        prop_assert_eq!(tree.peaks().len() as u32, (count + more).count_ones());
    }

    #[test]
    fn proofs_are_those_of_the_definition(count in 1_u64..200, part in 0_u64..200) {
        let leaves = leaves(count, 0);
        let index = part % count;
        let at = usize::try_from(index).unwrap();
        prop_assert_eq!(inclusion(index, count, nodes(&leaves)).unwrap(), slow_inclusion(at, &leaves));
        prop_assert_eq!(consistency(index + 1, count, nodes(&leaves)).unwrap(), slow_consistency(at + 1, &leaves));
    }
}

#[test]
fn a_tree_of_the_largest_size_takes_no_more_leaves() {
    let leaf = leaves(1, 0)[0];
    let mut tree = Frontier::resume(LARGEST, vec![leaf; 63]).unwrap();
    assert_eq!(tree.append(leaf), Err(FrontierError::Full));
    assert_eq!(Frontier::resume(LARGEST + 1, vec![leaf]), Err(FrontierError::Full));
    let mut nearly = Frontier::resume(LARGEST - 1, vec![leaf; 62]).unwrap();
    assert_eq!(nearly.append(leaf).unwrap().len(), 1);
}

#[test]
fn peaks_of_another_size_are_refused() {
    let peaks = leaves(2, 0);
    assert_eq!(Frontier::resume(4, peaks), Err(FrontierError::Peaks { size: 4, found: 2 }));
}

#[test]
fn a_proof_of_what_is_not_in_the_tree_is_refused() {
    let leaves = leaves(5, 0);
    assert_eq!(inclusion(5, 5, nodes(&leaves)), Err(ProveError::Outside { wanted: 5, size: 5 }));
    assert_eq!(consistency(6, 5, nodes(&leaves)), Err(ProveError::Outside { wanted: 6, size: 5 }));
    assert_eq!(inclusion(0, 0, nodes(&[])), Err(ProveError::Outside { wanted: 0, size: 0 }));
}

#[test]
fn a_node_that_cannot_be_had_breaks_the_proof_off() {
    let missing = |_| Err("gone");
    assert_eq!(inclusion(2, 9, missing), Err(ProveError::Node("gone")));
    assert_eq!(consistency(2, 9, missing), Err(ProveError::Node("gone")));
    assert_eq!(inclusion(0, 1, missing), Ok(vec![]));
}

#[test]
fn proofs_of_the_largest_trees_ask_for_few_nodes() {
    let hash = leaves(1, 0)[0];
    for size in [LARGEST, 1 << 62, u64::MAX] {
        let mut asked = 0;
        let proof = inclusion(size / 3, size, |_| {
            asked += 1;
            Ok::<_, ()>(hash)
        });
        assert!(proof.unwrap().len() <= 64 && asked <= 128, "{asked}");
        let proof = consistency(size / 3, size, |_| Ok::<_, ()>(hash));
        assert!(proof.unwrap().len() <= 65);
    }
}
