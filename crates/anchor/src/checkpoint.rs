//! Checkpoints (c2sp.org/tlog-checkpoint): the head of a log's tree as the text of a note.

use crate::{
    Hash,
    lines::number,
    note::{KeyError, Note, NoteError, SigningKey},
    tree::{Head, LARGEST},
};
use std::fmt;

/// The longest origin, in bytes (c2sp.org/tlog-cosignature has one byte for its length).
const LONGEST_ORIGIN: usize = 255;

/// What a log says of itself at some moment: who it is, how many leaves it has, and the root over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    head: Head,
}

/// Why a checkpoint is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text is not three lines. A fourth, an extension, is refused: nobody outside could check what it says.
    #[error("the text is not the three lines of a checkpoint")]
    Lines,
    /// The origin is empty, longer than 255 bytes, or has a control character.
    #[error("the origin is none")]
    Origin,
    /// The size is no number from 0 to 2^63 - 1 in its one way of writing.
    #[error("the size is none")]
    Size,
    /// The root is no hash in base64, or not that of the empty tree for the size 0.
    #[error("the root is none")]
    Root,
    /// The note can't be read, or has a false signature under a known key.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// It is of another log.
    #[error("the checkpoint is of the log {0}")]
    OtherLog(String),
    /// No trusted key of the log signed it.
    #[error("no trusted key of the log signed the checkpoint")]
    NotSigned,
    /// Fewer witnesses than asked for cosigned it.
    #[error("{found} of the {asked} witnesses asked for cosigned the checkpoint")]
    Quorum {
        /// How many did.
        found: usize,
        /// How many must.
        asked: usize,
    },
    /// A key can't be used so.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Checkpoint {
    /// The checkpoint of a tree. Errors: [`CheckpointError::Origin`], `Size`, `Root`.
    pub fn new(origin: &str, head: Head) -> Result<Self, CheckpointError> {
        if origin.is_empty() || origin.len() > LONGEST_ORIGIN || origin.chars().any(char::is_control) {
            return Err(CheckpointError::Origin);
        }
        if head.size > LARGEST {
            return Err(CheckpointError::Size);
        }
        if head.size == 0 && head.root != Hash::of_nothing() {
            return Err(CheckpointError::Root);
        }
        Ok(Self { origin: origin.to_owned(), head })
    }

    /// Reads the text of a note. Nothing is trusted yet: see [`Trust::open`](crate::trust::Trust::open).
    ///
    /// Errors: those of [`Checkpoint::new`], and [`CheckpointError::Lines`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let lines: Vec<&str> = text.splitn(5, '\n').collect();
        let [origin, size, root, ""] = lines.as_slice() else { return Err(CheckpointError::Lines) };
        let size = number(size).ok_or(CheckpointError::Size)?;
        let root = Hash::parse(root).ok_or(CheckpointError::Root)?;
        Self::new(origin, Head { size, root })
    }

    /// Which log it is.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The size and the root of its tree.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The size and the root in one word, as a paper prints them: `9558:ZG9t…`. Whoever keeps it can follow the log from there.
    pub fn short(&self) -> String {
        format!("{}:{}", self.head.size, self.head.root)
    }

    /// Reads the [short form](Self::short) of a checkpoint of a log; white space, by which a paper broke it into lines, is
    /// left out. Nobody signed it: it is worth as much as whatever it was printed on.
    ///
    /// Errors: [`CheckpointError::Origin`], `Size`, `Root`.
    pub fn of_short(origin: &str, text: &str) -> Result<Self, CheckpointError> {
        let text: String = text.split_whitespace().collect();
        let (size, root) = text.split_once(':').ok_or(CheckpointError::Size)?;
        let size = number(size).ok_or(CheckpointError::Size)?;
        Self::new(origin, Head { size, root: Hash::parse(root).ok_or(CheckpointError::Root)? })
    }

    /// The note with the log's signature. Errors: [`CheckpointError::Key`] for a key that is not of a log.
    pub fn sign(&self, key: &SigningKey) -> Result<Note, CheckpointError> {
        let text = self.to_string();
        Ok(Note::new(&text, key.sign(&text)?)?)
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.head.size, self.head.root)
    }
}
