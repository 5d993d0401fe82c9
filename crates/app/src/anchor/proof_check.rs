//! Check a proof that somebody kept, without the register: the entry gives its hash, the salt its leaf, the proof leads
//! to the checkpoint, and that is one that the log's key signed, or the one that stands on a paper.

use super::{proof_make::Proven, tree::act};
use earnest_anchor::{
    Hash,
    checkpoint::Checkpoint,
    proof::Proof,
    tree::{Head, verify_inclusion},
    trust::Trust,
};
use earnest_model::event::Form;

/// Why a kept proof proves nothing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Unproven {
    /// The entry is not what its hash says.
    #[error("the entry does not match its own hash")]
    Entry,
    /// The entry of the first form has a word, or contents, that no hash covers and that do not follow from it.
    #[error("the entry is named as another act than it is")]
    Misnamed,
    /// The proof is of another place than the entry's.
    #[error("the proof is of another place of the journal than the entry's")]
    OtherPlace,
    /// The checkpoint is not the one on the paper.
    #[error("the proof leads to another checkpoint than the one given: {0}")]
    OtherCheckpoint(String),
    /// The file of the proof can't be read.
    #[error("the proof can't be read: {0}")]
    Unread(String),
    /// The proof does not hold.
    #[error("{0}")]
    Proof(String),
}

/// On what a proof must lead.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    /// The keys of the log; without them a signature is not looked at.
    pub trust: Option<Trust>,
    /// The head that stands on a paper; without it whatever checkpoint the keys signed.
    pub printed: Option<Head>,
}

/// Checks it; gives the size of the tree that covers the act. A ground of neither keys nor head is none.
pub fn check_proof(proven: &Proven, ground: &Ground) -> Result<u64, Unproven> {
    let Proven { entry, salt, proof } = proven;
    if entry.computed_hash() != entry.hash {
        return Err(Unproven::Entry);
    }
    if entry.form == Form::First && (entry.word != entry.word_before() || !entry.contents.is_empty()) {
        return Err(Unproven::Misnamed);
    }
    let proof = Proof::parse(proof.as_bytes()).map_err(|fault| Unproven::Unread(fault.to_string()))?;
    if i64::try_from(proof.index).ok().and_then(|index| index.checked_add(1)) != Some(entry.place) {
        return Err(Unproven::OtherPlace);
    }
    let act = act(salt, &entry.hash);
    let said = |fault: &dyn std::fmt::Display| Unproven::Proof(fault.to_string());
    if let Some(printed) = ground.printed {
        let shown = Checkpoint::parse(proof.note.text()).map_err(|fault| said(&fault))?;
        if shown.head() != printed {
            return Err(Unproven::OtherCheckpoint(shown.short()));
        }
        verify_inclusion(Hash::leaf(act.as_bytes()), proof.index, printed, &proof.path)
            .map_err(|fault| said(&fault))?;
    }
    match (&ground.trust, ground.printed) {
        (Some(trust), _) => {
            let opened = proof.verify(act, trust).map_err(|fault| said(&fault))?;
            Ok(opened.checkpoint.head().size)
        }
        (None, Some(printed)) => Ok(printed.size),
        (None, None) => Err(Unproven::Proof("neither a key nor a printed checkpoint was given".to_owned())),
    }
}
