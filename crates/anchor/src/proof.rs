//! A file that its holder can keep, and check without asking anybody: an act is in the journal (c2sp.org/tlog-proof).
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <the act's hash, base64>
//! index <its index in the tree, from 0>
//! <hashes of the proof, base64, one a line>
//!
//! <the checkpoint, a signed note>
//! ```

use crate::{
    Hash, LineError,
    checkpoint::CheckpointError,
    lines::{hashes, number, text, write_hashes},
    note::{MOST_BYTES, Note, NoteError},
    tree::{VerifyError, verify_inclusion},
    trust::{Opened, Trust},
};
use std::fmt;

const HEAD: &str = "c2sp.org/tlog-proof@v1";
/// The longest file that is read: a note, and what stands before it.
const LONGEST: usize = MOST_BYTES + 4096;

/// A proof that an act is in the journal. Files of it end in `.tlog-proof`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The act's hash: the data of its leaf.
    pub act: Hash,
    /// The leaf's index.
    pub index: u64,
    /// The proof of inclusion.
    pub path: Vec<Hash>,
    /// The checkpoint.
    pub note: Note,
}

/// Why a file does not prove what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The checkpoint can't be relied on.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// It is of another act.
    #[error("the proof is of the act {0}")]
    OtherAct(Hash),
    /// The act is not in the tree of the checkpoint.
    #[error("the act is not in the journal: {0}")]
    NotIn(#[from] VerifyError),
}

impl Proof {
    /// Reads a file; nothing is checked yet. Errors: those of [`Note::parse`], and [`LineError`].
    pub fn parse(file: &[u8]) -> Result<Self, NoteError> {
        let lines = text(file, LONGEST)?.strip_prefix(HEAD).ok_or(LineError::Head)?;
        let lines = lines.strip_prefix("\nextra ").ok_or(LineError::Head)?;
        let (act, lines) = lines.split_once("\nindex ").ok_or(LineError::Head)?;
        let (index, lines) = lines.split_once('\n').ok_or(LineError::Head)?;
        let act = Hash::parse(act).ok_or(LineError::Head)?;
        let index = number(index).ok_or(LineError::Head)?;
        let (path, note) = hashes(lines)?;
        Ok(Self { act, index, path, note: Note::parse(note.as_bytes())? })
    }

    /// Checks that the act with this hash is in the journal, as the trusted log and witnesses have signed it.
    ///
    /// The hash must come from the act itself. [`Proof::act`] in its place shows only that *some* act has that hash.
    /// Errors: [`ProofError`].
    pub fn verify(&self, act: Hash, trust: &Trust) -> Result<Opened, ProofError> {
        if act != self.act {
            return Err(ProofError::OtherAct(self.act));
        }
        let opened = trust.open(&self.note)?;
        verify_inclusion(Hash::leaf(act.as_bytes()), self.index, opened.checkpoint.head(), &self.path)?;
        Ok(opened)
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = write_hashes(&self.path);
        write!(f, "{HEAD}\nextra {}\nindex {}\n{path}{}", self.act, self.index, self.note)
    }
}
