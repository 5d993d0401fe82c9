//! Making proofs from stored nodes.

use super::{Node, node::hash_of_range};
use crate::Hash;

/// Why a proof can't be made. `E` is what reading stored nodes fails with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProveError<E> {
    /// The leaf, or the older tree, is not in the tree.
    #[error("{wanted} is not within a tree of {size} leaves")]
    Outside {
        /// The leaf's index, or the older size.
        wanted: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// A stored node can't be had.
    #[error("a hash of the tree can't be had: {0}")]
    Node(E),
}

/// The proof that the leaf at `index` is in the tree of the first `size` leaves: PATH of RFC 9162, 2.1.3.1.
///
/// `nodes` gives the hash of a full subtree of this tree. The proof goes from the leaf's sibling up to the root's child.
/// Errors: [`ProveError`].
pub fn inclusion<E>(
    index: u64,
    size: u64,
    nodes: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, ProveError<E>> {
    if index >= size {
        return Err(ProveError::Outside { wanted: index, size });
    }
    let (_, passed) = descend(index, size, |low, high| high - low == 1);
    hashes(&passed, nodes)
}

/// The proof that the tree of the first `old` leaves is the beginning of that of the first `new`: PROOF of RFC 9162,
/// 2.1.4.1. It is empty for `old` = `new`, and for `old` = 0, which RFC 9162 leaves open.
///
/// `nodes` gives the hash of a full subtree of the larger tree. Errors: [`ProveError`].
pub fn consistency<E>(
    old: u64,
    new: u64,
    nodes: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, ProveError<E>> {
    if old > new {
        return Err(ProveError::Outside { wanted: old, size: new });
    }
    let Some(last) = old.checked_sub(1) else { return Ok(Vec::new()) };
    let (low, mut passed) = descend(last, new, |_, high| high == old);
    if low > 0 {
        passed.push((low, old));
    }
    hashes(&passed, nodes)
}

/// Goes from the root of the tree of `size` leaves towards `leaf` until the subtree `low..high` is the one sought. Gives
/// its `low`, and the ranges that were passed on the way.
fn descend(leaf: u64, size: u64, found: impl Fn(u64, u64) -> bool) -> (u64, Vec<(u64, u64)>) {
    let (mut low, mut high) = (0, size);
    let mut passed = Vec::new();
    while !found(low, high) && high - low > 1 {
        // The largest power of two below the number of leaves (RFC 9162, 2.1.1).
        let middle = low + (1 << (high - low - 1).checked_ilog2().unwrap_or(0));
        if leaf < middle {
            passed.push((middle, high));
            high = middle;
        } else {
            passed.push((low, middle));
            low = middle;
        }
    }
    (low, passed)
}

/// The hashes of ranges, the last one first: a proof goes from the leaf upwards.
fn hashes<E>(
    ranges: &[(u64, u64)],
    mut nodes: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, ProveError<E>> {
    let upwards = ranges.iter().rev();
    upwards.map(|(low, high)| hash_of_range(*low, *high, &mut nodes).map_err(ProveError::Node)).collect()
}
