//! Checking proofs: what an outsider runs. The steps are numbered as in RFC 9162.

use super::Head;
use crate::Hash;

/// Why a proof does not prove what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// There is no such leaf, or the older tree is larger than the newer.
    #[error("{wanted} is not within a tree of {size} leaves")]
    Outside {
        /// The leaf's index, or the older size.
        wanted: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// A proof for these sizes has another number of hashes.
    #[error("a proof for these sizes does not have {0} hashes")]
    Length(usize),
    /// The proof leads to another root than that of the (newer) tree.
    #[error("the proof leads to another root")]
    Root,
    /// The proof is one for the newer tree, and shows that it begins with another tree than the older one.
    #[error("the newer tree does not begin with the older one")]
    OldRoot,
}

/// The root of the tree of `size` leaves whose leaf at `index` has the hash `leaf` (RFC 9162, 2.1.3.2, steps 1 to 4).
///
/// Errors: [`VerifyError::Outside`], [`VerifyError::Length`].
pub fn root_of_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash]) -> Result<Hash, VerifyError> {
    if index >= size {
        return Err(VerifyError::Outside { wanted: index, size });
    }
    let mut path = Path { index, last: size - 1 };
    let mut root = leaf;
    for hash in proof {
        root = match path.climb().ok_or(VerifyError::Length(proof.len()))? {
            Side::Left => Hash::node(*hash, root),
            Side::Right => Hash::node(root, *hash),
        };
    }
    if path.last == 0 { Ok(root) } else { Err(VerifyError::Length(proof.len())) }
}

/// Checks that the leaf at `index` of the tree has the hash `leaf` (RFC 9162, 2.1.3.2).
///
/// Errors: [`VerifyError`] except `OldRoot`.
pub fn verify_inclusion(leaf: Hash, index: u64, tree: Head, proof: &[Hash]) -> Result<(), VerifyError> {
    let root = root_of_inclusion(leaf, index, tree.size, proof)?;
    if root == tree.root { Ok(()) } else { Err(VerifyError::Root) }
}

/// Checks that the tree `old` is the beginning of the tree `new` (RFC 9162, 2.1.4.2).
///
/// The newer root is compared first: [`VerifyError::OldRoot`] therefore means that the proof itself is a good one, and
/// that whoever vouches for the newer root vouches for another beginning. Other errors say only that nothing is proven;
/// where the older size is a power of two a rewritten beginning shows as [`VerifyError::Root`], too.
pub fn verify_consistency(old: Head, new: Head, proof: &[Hash]) -> Result<(), VerifyError> {
    let wrong_length = VerifyError::Length(proof.len());
    if old.size > new.size {
        return Err(VerifyError::Outside { wanted: old.size, size: new.size });
    }
    // RFC 9162 leaves these two cases open: nothing needs to be proven.
    if old.size == 0 || old.size == new.size {
        let expected = if old.size == new.size { new.root } else { Hash::of_nothing() };
        return match (proof.is_empty(), old.root == expected) {
            (false, _) => Err(wrong_length),
            (true, false) => Err(VerifyError::OldRoot),
            (true, true) => Ok(()),
        };
    }
    // Step 2: an older tree that is one full subtree stands for itself.
    let (first, rest) = match (old.size.is_power_of_two(), proof) {
        (true, [_, ..]) => (old.root, proof),
        (false, [first, rest @ ..]) => (*first, rest),
        (_, []) => return Err(wrong_length),
    };
    // Steps 3 and 4.
    let shift = (old.size - 1).trailing_ones();
    let mut path = Path { index: (old.size - 1) >> shift, last: (new.size - 1) >> shift };
    // Steps 5 and 6.
    let (mut old_root, mut new_root) = (first, first);
    for hash in rest {
        match path.climb().ok_or(wrong_length)? {
            Side::Left => {
                old_root = Hash::node(*hash, old_root);
                new_root = Hash::node(*hash, new_root);
            }
            Side::Right => new_root = Hash::node(new_root, *hash),
        }
    }
    // Step 7.
    match (path.last == 0, new_root == new.root, old_root == old.root) {
        (false, ..) => Err(wrong_length),
        (true, false, _) => Err(VerifyError::Root),
        (true, true, false) => Err(VerifyError::OldRoot),
        (true, true, true) => Ok(()),
    }
}

/// Where a proof's next hash belongs.
enum Side {
    Left,
    Right,
}

/// The way from a node up to the root: `fn` and `sn` of RFC 9162.
struct Path {
    index: u64,
    last: u64,
}

impl Path {
    /// One hash upwards; `None` at the root already.
    fn climb(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let side = if self.index & 1 == 1 || self.index == self.last { Side::Left } else { Side::Right };
        // A node at the right edge without a sibling rises until it has one on its left.
        while matches!(side, Side::Left) && self.index & 1 == 0 && self.index != 0 {
            self.index >>= 1;
            self.last >>= 1;
        }
        self.index >>= 1;
        self.last >>= 1;
        Some(side)
    }
}
