//! The Merkle tree of RFC 6962 and RFC 9162, 2.1: growing it, proving from it, checking its proofs.
//!
//! A leaf here is always the *hash* of a leaf, [`Hash::leaf`](crate::Hash::leaf). A tree has at most [`LARGEST`] leaves.

use crate::Hash;

mod frontier;
mod node;
mod prove;
mod verify;

pub use frontier::{Frontier, FrontierError};
pub use node::{Node, root};
pub use prove::{ProveError, consistency, inclusion};
pub use verify::{VerifyError, root_of_inclusion, verify_consistency, verify_inclusion};

/// A tree in short: how many leaves, and the root over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Leaves.
    pub size: u64,
    /// The root.
    pub root: Hash,
}

/// The most leaves of a tree: what a signed integer of a database holds.
pub const LARGEST: u64 = i64::MAX as u64;
