//! The tree as RFC 9162 defines it, word by word and slowly.

use earnest_anchor::{
    Hash,
    tree::{Head, Node},
};
use std::convert::Infallible;

/// Leaves whose hashes differ, and differ from those of another salt.
pub fn leaves(count: u64, salt: u8) -> Vec<Hash> {
    (0..count).map(|leaf| Hash::leaf(&[&leaf.to_be_bytes()[..], &[salt]].concat())).collect()
}

fn half(count: usize) -> usize {
    let mut half = 1;
    while half * 2 < count {
        half *= 2;
    }
    half
}

/// MTH(D[n]) of RFC 9162, 2.1.1.
pub fn slow_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of_nothing(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(half(leaves.len()));
            Hash::node(slow_root(left), slow_root(right))
        }
    }
}

/// PATH(m, D[n]) of RFC 9162, 2.1.3.1.
pub fn slow_inclusion(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let half = half(leaves.len());
    let (left, right) = leaves.split_at(half);
    let (mut path, other) = if index < half {
        (slow_inclusion(index, left), right)
    } else {
        (slow_inclusion(index - half, right), left)
    };
    path.push(slow_root(other));
    path
}

/// PROOF(m, D[n]) of RFC 9162, 2.1.4.1, for 0 < m <= n.
pub fn slow_consistency(old: usize, leaves: &[Hash]) -> Vec<Hash> {
    slow_subproof(old, leaves, true)
}

fn slow_subproof(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![slow_root(leaves)] };
    }
    let half = half(leaves.len());
    let (left, right) = leaves.split_at(half);
    let (mut path, other) = if old <= half {
        (slow_subproof(old, left, whole), right)
    } else {
        (slow_subproof(old - half, right, false), left)
    };
    path.push(slow_root(other));
    path
}

/// The stored nodes of a tree, computed from its leaves; one that the tree does not have breaks the test off.
pub fn nodes(leaves: &[Hash]) -> impl FnMut(Node) -> Result<Hash, Infallible> {
    move |node| {
        let width = 1_usize << node.level;
        let first = usize::try_from(node.index).unwrap() * width;
        Ok(slow_root(&leaves[first..first + width]))
    }
}

pub fn head(leaves: &[Hash]) -> Head {
    Head { size: leaves.len() as u64, root: slow_root(leaves) }
}
