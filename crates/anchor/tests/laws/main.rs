//! What must hold of trees, notes and checkpoints.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

mod checkpoint;
mod definition;
mod frontier;
mod key;
mod note;
mod signers;
mod verify;
