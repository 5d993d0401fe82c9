//! What keeps the journal honest from outside: a Merkle tree over the hashes of acts, signed checkpoints of it, and
//! witnesses who cosign only what extends what they have seen.
//!
//! The formats are public ones, so that others can check with programs of their own: the tree of RFC 6962 and RFC 9162,
//! and signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles, tlog-witness and tlog-proof of c2sp.org. What an act
//! says is never in any of them. No I/O, no clock, no randomness: time and the seeds of keys are arguments.
//!
//! In the order of reading: [`struct@Hash`], [`tree`], [`note`], [`checkpoint`], [`trust`], [`witness`], [`proof`], [`tile`].

pub mod checkpoint;
mod encoding;
mod hash;
mod lines;
pub mod note;
pub mod proof;
pub mod tile;
pub mod tree;
pub mod trust;
pub mod witness;

pub use hash::Hash;
pub use lines::LineError;
