//! What must hold of trees.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

mod definition;
mod frontier;
mod verify;
