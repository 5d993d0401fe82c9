//! A witness: it remembers the last checkpoint of a log that it cosigned, and cosigns only what extends it.
//!
//! Who uses it must keep the order of c2sp.org/tlog-witness: read what is remembered, judge, write down what was
//! accepted, all in one transaction; only then give the cosignature away. Else two requests at once could turn it back.

use crate::{
    Hash, LineError,
    checkpoint::{Checkpoint, CheckpointError},
    lines::{hashes, number, text, write_hashes},
    note::{KeyError, Kind, MOST_BYTES, Note, NoteError, Signature, SigningKey, VerifierKey},
    tree::{Head, VerifyError, verify_consistency},
    trust::Trust,
};
use std::fmt;

/// The longest request that is read: a note, and 63 hashes before it.
const LONGEST: usize = MOST_BYTES + 4096;

/// What a witness is asked: the body of `add-checkpoint` of c2sp.org/tlog-witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The size that the proof begins at: that of the last checkpoint that the witness cosigned, or 0.
    pub old: u64,
    /// The proof of consistency from there on.
    pub proof: Vec<Hash>,
    /// The checkpoint to be cosigned.
    pub note: Note,
}

impl Request {
    /// Reads a request. Errors: those of [`Note::parse`], and [`LineError`].
    pub fn parse(request: &[u8]) -> Result<Self, NoteError> {
        let (old, rest) = text(request, LONGEST)?.split_once('\n').ok_or(LineError::Head)?;
        let old = old.strip_prefix("old ").and_then(number).ok_or(LineError::Head)?;
        let (proof, note) = hashes(rest)?;
        Ok(Self { old, proof, note: Note::parse(note.as_bytes())? })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "old {}\n{}{}", self.old, write_hashes(&self.proof), self.note)
    }
}

/// A witness of one log.
#[derive(Debug)]
pub struct Witness {
    log: Trust,
    key: SigningKey,
}

/// What a witness accepted: to be written down, with the note as evidence, before the cosignature is given away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What is remembered from now on.
    pub checkpoint: Checkpoint,
    /// The answer: a line with the witness' cosignature.
    pub cosignature: Signature,
}

/// Why a witness does not cosign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The note is no checkpoint of this log that the log signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The proof begins elsewhere than at what is remembered. Ask again with a proof from this size on.
    #[error("the last checkpoint cosigned has {remembered} leaves; the proof begins elsewhere")]
    OtherOld {
        /// The size of the last checkpoint.
        remembered: u64,
    },
    /// The proof does not fit its two sizes.
    #[error("the proof is none for these sizes: {0}")]
    Proof(VerifyError),
    /// The log does not extend what it showed before. Keep both notes and the proof.
    #[error("the log does not extend what it showed before: {0}")]
    Rewritten(Rewriting),
}

/// How a checkpoint that the log signed contradicts an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rewriting {
    /// It has fewer leaves. It may also be an old checkpoint that somebody sends again: compare the notes.
    #[error("{size} leaves where there were {remembered}")]
    Smaller {
        /// What was remembered.
        remembered: u64,
        /// What is shown now.
        size: u64,
    },
    /// It has as many leaves and another root. The two notes prove it to anybody.
    #[error("another root over the same {size} leaves")]
    OtherRoot {
        /// Leaves of both.
        size: u64,
    },
    /// It has more leaves, and the proof does not lead from the old root to the new one.
    #[error("{size} leaves that do not begin with the {remembered} remembered")]
    Inconsistent {
        /// What was remembered.
        remembered: u64,
        /// What is shown now.
        size: u64,
        /// True if the proof leads to the new root: then it shows another beginning, and with the two notes proves so to
        /// anybody. If false the proof may also have been spoilt on its way; a good one settles it.
        proven: bool,
    },
}

impl Witness {
    /// A witness of `log`, which usually asks for no other witnesses. Errors: [`KeyError::Kind`] for a key that is not of
    /// a witness.
    pub fn new(log: Trust, key: SigningKey) -> Result<Self, KeyError> {
        if key.public().kind() == Kind::Witness { Ok(Self { log, key }) } else { Err(KeyError::Kind) }
    }

    /// The key that verifies its cosignatures.
    pub fn key(&self) -> &VerifierKey {
        self.key.public()
    }

    /// Judges a request, given the last checkpoint of the log that was accepted, and the time in seconds since 1970.
    ///
    /// The first checkpoint ever is taken as it is. The same checkpoint once more is cosigned again. Errors: [`Refused`].
    pub fn judge(
        &self,
        remembered: Option<&Checkpoint>,
        request: &Request,
        time: u64,
    ) -> Result<Accepted, Refused> {
        let checkpoint = self.log.open(&request.note)?.checkpoint;
        if let Some(other) = remembered.filter(|last| last.origin() != checkpoint.origin()) {
            return Err(CheckpointError::OtherLog(other.origin().to_owned()).into());
        }
        let last = remembered.map_or(Head { size: 0, root: Hash::of_nothing() }, Checkpoint::head);
        extends(last, checkpoint.head(), request)?;
        let cosignature = self.key.cosign(&checkpoint.to_string(), time).map_err(CheckpointError::Key)?;
        Ok(Accepted { checkpoint, cosignature })
    }
}

fn extends(last: Head, head: Head, request: &Request) -> Result<(), Refused> {
    let (remembered, size) = (last.size, head.size);
    if size < remembered {
        return Err(Refused::Rewritten(Rewriting::Smaller { remembered, size }));
    }
    if size == remembered && head.root != last.root {
        return Err(Refused::Rewritten(Rewriting::OtherRoot { size }));
    }
    if request.old != remembered {
        return Err(Refused::OtherOld { remembered });
    }
    verify_consistency(last, head, &request.proof).map_err(|error| match error {
        VerifyError::Root => Refused::Rewritten(Rewriting::Inconsistent { remembered, size, proven: false }),
        VerifyError::OldRoot => {
            Refused::Rewritten(Rewriting::Inconsistent { remembered, size, proven: true })
        }
        other => Refused::Proof(other),
    })
}
