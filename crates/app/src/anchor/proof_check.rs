//! Check a proof that somebody kept, without the register: the entry gives its hash, the salt its leaf, the proof leads
//! to the checkpoint, and the log's key signed that.

use super::{proof_make::Proven, tree::act};
use earnest_anchor::{proof::Proof, trust::Trust};

/// Why a kept proof proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    /// The entry is not what its hash says.
    #[error("the entry does not match its own hash")]
    Entry,
    /// The file of the proof can't be read.
    #[error("the proof can't be read: {0}")]
    Unread(String),
    /// The proof does not hold.
    #[error("{0}")]
    Proof(String),
}

/// Checks it; gives the size of the tree that covers the act.
pub fn check_proof(proven: &Proven, trust: &Trust) -> Result<u64, Unproven> {
    let Proven { entry, salt, proof } = proven;
    if entry.computed_hash() != entry.hash {
        return Err(Unproven::Entry);
    }
    let proof = Proof::parse(proof.as_bytes()).map_err(|fault| Unproven::Unread(fault.to_string()))?;
    let opened =
        proof.verify(act(salt, &entry.hash), trust).map_err(|fault| Unproven::Proof(fault.to_string()))?;
    Ok(opened.checkpoint.head().size)
}
