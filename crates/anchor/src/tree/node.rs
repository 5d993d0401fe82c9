//! Full subtrees, and how any range of leaves is put together from them.

use crate::Hash;

/// A full subtree: the `2^level` leaves from `index * 2^level` on. At level 0 it is a leaf.
///
/// Its hash never changes once its last leaf is there, so it can be stored. All hashes of any proof come from such nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Its height, 0 to 62.
    pub level: u8,
    /// Its number from the left among those of its height.
    pub index: u64,
}

/// The full subtrees of the leaves `low..high`, from the right to the left, the smallest first.
///
/// `low` must be a multiple of a power of two not less than `high - low`, as every range is that RFC 9162 splits off.
pub(super) fn nodes_from_right(low: u64, high: u64) -> impl Iterator<Item = Node> {
    let mut at = high;
    let mut rest = high.saturating_sub(low);
    std::iter::from_fn(move || {
        let bit = rest & rest.wrapping_neg();
        rest ^= bit;
        at -= bit;
        let level = u8::try_from(bit.trailing_zeros()).ok().filter(|_| bit > 0)?;
        Some(Node { level, index: at >> level })
    })
}

/// The hash of the leaves `low..high`: MTH(D[low:high]) of RFC 9162, 2.1.1.
pub(super) fn hash_of_range<E>(
    low: u64,
    high: u64,
    nodes: &mut impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Hash, E> {
    let mut whole = None;
    for node in nodes_from_right(low, high) {
        let left = nodes(node)?;
        whole = Some(whole.map_or(left, |right| Hash::node(left, right)));
    }
    Ok(whole.unwrap_or_else(Hash::of_nothing))
}

/// The root of the tree of the first `size` leaves, from stored nodes.
///
/// `nodes` gives the hash of a full subtree of this tree. Errors: those of `nodes`.
pub fn root<E>(size: u64, mut nodes: impl FnMut(Node) -> Result<Hash, E>) -> Result<Hash, E> {
    hash_of_range(0, size, &mut nodes)
}
