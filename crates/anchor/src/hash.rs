//! SHA-256 as the tree uses it.

use crate::encoding;
use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256 hash: of an act, of a leaf, of a node, or the root of a tree. Written as base64.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Bytes of a hash.
    pub const LENGTH: usize = 32;

    /// The root of the tree without leaves: SHA-256 of nothing (RFC 9162, 2.1.1).
    pub fn of_nothing() -> Self {
        Self(Sha256::new().finalize().into())
    }

    /// The hash of a leaf: SHA-256(0x00 ‖ data) (RFC 9162, 2.1.1).
    ///
    /// The first byte keeps leaves apart from nodes: without it two hashes side by side would pass for a leaf.
    pub fn leaf(data: &[u8]) -> Self {
        Self(Sha256::new().chain_update([0]).chain_update(data).finalize().into())
    }

    /// The hash of a node: SHA-256(0x01 ‖ left ‖ right) (RFC 9162, 2.1.1).
    pub fn node(left: Self, right: Self) -> Self {
        Self(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
    }

    /// A hash computed elsewhere.
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// Reads base64; `None` for anything that is not exactly a hash in its one way of writing.
    pub fn parse(text: &str) -> Option<Self> {
        encoding::bytes(text)?.try_into().ok().map(Self)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encoding::base64(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}
