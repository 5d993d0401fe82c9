//! An anchor outside the register: signed checkpoints of a Merkle tree over the acts, proofs, and what a follower reads.

pub mod archive_check;
mod archive_checked;
mod archive_published;
pub mod checkpoint_sign;
pub mod proof_check;
pub mod proof_file;
pub mod proof_make;
pub mod signing;
pub mod standing;
pub mod tile_show;
mod tree;
mod tree_verify;

pub use earnest_anchor::{
    checkpoint::Checkpoint,
    note::{Kind, Note, SigningKey, VerifierKey},
    tile::Tile,
    tree::Head,
    trust::Trust,
    witness::{Refused, Request, Rewriting, Witness},
};
pub use earnest_store::SignedCheckpoint;
pub(crate) use tree_verify::verify_tree;
