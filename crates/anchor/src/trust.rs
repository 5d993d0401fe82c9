//! Whom a reader trusts: a log, and how many of which witnesses must have seen what it shows.

use crate::{
    checkpoint::{Checkpoint, CheckpointError},
    note::{Kind, Note, VerifierKey},
};

/// A log with its witnesses, and how many of them a checkpoint needs.
///
/// The log's signature alone shows that the log said it. Cosignatures show that it said the same to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    origin: String,
    log: Vec<VerifierKey>,
    witnesses: Vec<VerifierKey>,
    quorum: usize,
}

/// Why nobody could be trusted so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// The log has no key: everything would be refused.
    #[error("the log has no key")]
    NoKey,
    /// A key of a log stands among those of witnesses, or the other way round.
    #[error("{0} has a key of the other kind")]
    Kind(String),
    /// Two keys have the same bytes: one holder would count as two, because a cosignature does not say its name.
    #[error("{0} has a key that stands there already")]
    SameKey(String),
    /// More witnesses are asked for than there are.
    #[error("{asked} witnesses are asked for, and {known} are known")]
    Quorum {
        /// How many are asked for.
        asked: usize,
        /// How many are known.
        known: usize,
    },
}

/// A checkpoint that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Which witnesses cosigned it, and when, in seconds since 1970; not fewer than the quorum.
    pub witnessed: Vec<(String, u64)>,
}

impl Trust {
    /// Trusts the log of this origin if one of its keys signed, several while one follows another, and `quorum` of the
    /// witnesses cosigned. Errors: [`TrustError`].
    pub fn new(
        origin: &str,
        log: Vec<VerifierKey>,
        witnesses: Vec<VerifierKey>,
        quorum: usize,
    ) -> Result<Self, TrustError> {
        if log.is_empty() {
            return Err(TrustError::NoKey);
        }
        let kinds = log.iter().map(|key| (key, Kind::Log));
        let mut seen = Vec::new();
        for (key, kind) in kinds.chain(witnesses.iter().map(|key| (key, Kind::Witness))) {
            if key.kind() != kind {
                return Err(TrustError::Kind(key.name().to_owned()));
            }
            if seen.contains(&key.public()) {
                return Err(TrustError::SameKey(key.name().to_owned()));
            }
            seen.push(key.public());
        }
        if quorum > witnesses.len() {
            return Err(TrustError::Quorum { asked: quorum, known: witnesses.len() });
        }
        Ok(Self { origin: origin.to_owned(), log, witnesses, quorum })
    }

    /// The checkpoint in a note, once the log and enough witnesses are found to have signed it.
    ///
    /// Errors: those of [`Checkpoint::parse`], [`CheckpointError::OtherLog`], `Note`, `NotSigned`, `Quorum`.
    pub fn open(&self, note: &Note) -> Result<Opened, CheckpointError> {
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.origin() != self.origin {
            return Err(CheckpointError::OtherLog(checkpoint.origin().to_owned()));
        }
        if note.verify(&self.log)?.is_empty() {
            return Err(CheckpointError::NotSigned);
        }
        let signed = note.verify(&self.witnesses)?;
        let witnessed = signed.iter().filter_map(|by| by.time.map(|time| (by.key.name().to_owned(), time)));
        let witnessed: Vec<_> = witnessed.collect();
        if witnessed.len() < self.quorum {
            return Err(CheckpointError::Quorum { found: witnessed.len(), asked: self.quorum });
        }
        Ok(Opened { checkpoint, witnessed })
    }
}
