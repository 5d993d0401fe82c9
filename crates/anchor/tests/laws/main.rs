//! What must hold of trees, notes, checkpoints, witnesses, proofs and tiles.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

mod checkpoint;
mod definition;
mod frontier;
mod key;
mod note;
mod proof;
mod rewriting;
mod signers;
mod spoilt;
mod tile;
mod vectors;
mod verify;
mod witness;
