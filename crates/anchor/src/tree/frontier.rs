//! The right edge of a growing tree: what appending leaves and knowing the root need.

use super::{Head, LARGEST, Node, node::nodes_from_right};
use crate::Hash;

/// The full subtrees that a tree of some size ends in, one for each bit of the size; at most 63 hashes.
///
/// Elsewhere it is called a compact range from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// The largest, leftmost first.
    peaks: Vec<Hash>,
}

/// Why a tree can't be gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// The tree has [`LARGEST`] leaves.
    #[error("the tree has as many leaves as a tree can have")]
    Full,
    /// A tree of this size ends in another number of subtrees.
    #[error("a tree of {size} leaves does not end in {found} subtrees")]
    Peaks {
        /// Leaves.
        size: u64,
        /// Subtrees given.
        found: usize,
    },
}

impl Frontier {
    /// Goes on with a tree of `size` leaves; `peaks` are the hashes of [`Frontier::nodes`], in that order.
    ///
    /// Errors: [`FrontierError::Full`] for more than [`LARGEST`] leaves, [`FrontierError::Peaks`] for another number.
    pub fn resume(size: u64, peaks: Vec<Hash>) -> Result<Self, FrontierError> {
        match u32::try_from(peaks.len()) {
            _ if size > LARGEST => Err(FrontierError::Full),
            Ok(found) if found == size.count_ones() => Ok(Self { size, peaks }),
            _ => Err(FrontierError::Peaks { size, found: peaks.len() }),
        }
    }

    /// The full subtrees that a tree of `size` leaves ends in, the largest first.
    pub fn nodes(size: u64) -> Vec<Node> {
        let mut nodes: Vec<_> = nodes_from_right(0, size).collect();
        nodes.reverse();
        nodes
    }

    /// Appends the hash of a leaf and gives every full subtree that it completes: itself first, then upwards.
    ///
    /// Errors: [`FrontierError::Full`].
    pub fn append(&mut self, leaf: Hash) -> Result<Vec<(Node, Hash)>, FrontierError> {
        if self.size >= LARGEST {
            return Err(FrontierError::Full);
        }
        let (mut node, mut hash) = (Node { level: 0, index: self.size }, leaf);
        let mut completed = vec![(node, hash)];
        while node.index & 1 == 1
            && let Some(left) = self.peaks.pop()
        {
            node = Node { level: node.level + 1, index: node.index >> 1 };
            hash = Hash::node(left, hash);
            completed.push((node, hash));
        }
        self.peaks.push(hash);
        self.size += 1;
        Ok(completed)
    }

    /// The hashes of [`Frontier::nodes`], to be kept and [resumed](Frontier::resume) from.
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// The size and the root of the tree.
    pub fn head(&self) -> Head {
        let whole = self.peaks.iter().rev().copied().reduce(|right, left| Hash::node(left, right));
        Head { size: self.size, root: whole.unwrap_or_else(Hash::of_nothing) }
    }
}
