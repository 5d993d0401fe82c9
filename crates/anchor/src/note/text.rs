//! A note and its signature lines.

use super::{VerifierKey, key::hexadecimal, name::is_name};
use crate::{
    LineError,
    encoding::{base64, bytes},
    lines::text,
};
use std::fmt;

/// The longest note that is read: room for sixteen post-quantum signatures, as the specification asks, and a long text.
pub const MOST_BYTES: usize = 256 * 1024;
/// The most signatures of a note; the specification asks for at least 16.
pub const MOST_SIGNATURES: usize = 64;
const DASH: &str = "— ";

/// Why a note is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It is too long or not UTF-8, or the lines before it are not those of the format that it stands in.
    #[error(transparent)]
    Lines(#[from] LineError),
    /// It has a control character other than the line feed.
    #[error("the note has a control character")]
    Control,
    /// No empty line parts the text from the signatures, or a part does not end with a line feed.
    #[error("the note is not a text, an empty line and signatures")]
    Parts,
    /// A line under the text is no signature.
    #[error("line {0} of the signatures is none")]
    Line(usize),
    /// There are more than [`MOST_SIGNATURES`].
    #[error("the note has more than {MOST_SIGNATURES} signatures")]
    TooMany,
    /// A signature under a key that is known is not of this text.
    #[error("the signature of {0} is false")]
    False(String),
}

/// One line under a note, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub(super) name: String,
    pub(super) id: [u8; 4],
    pub(super) bytes: Vec<u8>,
}

/// A signature that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed<'k> {
    /// By which key.
    pub key: &'k VerifierKey,
    /// When, in seconds since 1970, for a cosignature.
    pub time: Option<u64>,
}

/// A text with at least one signature, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

impl Signature {
    /// Reads a line, given without its line feed: em dash, space, name, space, base64 of key id and signature.
    pub fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(DASH)?.split_once(' ')?;
        let bytes = bytes(encoded)?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        let whole = is_name(name) && !signature.is_empty();
        whole.then(|| Self { name: name.to_owned(), id: *id, bytes: signature.to_vec() })
    }

    /// By which key it says that it is: name and id, as they stand at the head of the public key.
    pub fn key(&self) -> String {
        format!("{}+{}", self.name, hexadecimal(self.id))
    }

    fn is_by_the_key_of(&self, other: &Self) -> bool {
        self.name == other.name && self.id == other.id
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes: Vec<u8> = self.id.iter().chain(&self.bytes).copied().collect();
        write!(f, "{DASH}{} {}", self.name, base64(&bytes))
    }
}

impl Note {
    /// A text with its first signature.
    ///
    /// Errors: the text is too long, has a control character, or no line feed at its end.
    pub fn new(text: &str, signature: Signature) -> Result<Self, NoteError> {
        if text.len() > MOST_BYTES {
            return Err(LineError::TooLong.into());
        }
        if has_control(text) {
            return Err(NoteError::Control);
        }
        if !text.ends_with('\n') {
            return Err(NoteError::Parts);
        }
        Ok(Self { text: text.to_owned(), signatures: vec![signature] })
    }

    /// Reads a note as it is written. Errors: [`NoteError`] except `False`; nothing is checked yet.
    pub fn parse(note: &[u8]) -> Result<Self, NoteError> {
        let note = text(note, MOST_BYTES)?;
        if has_control(note) {
            return Err(NoteError::Control);
        }
        // The text may have empty lines itself: the last one counts.
        let (text, lines) = note.rsplit_once("\n\n").ok_or(NoteError::Parts)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Parts)?;
        if lines.split('\n').count() > MOST_SIGNATURES {
            return Err(NoteError::TooMany);
        }
        let numbered = lines.split('\n').enumerate();
        let signatures = numbered.map(|(at, line)| Signature::parse(line).ok_or(NoteError::Line(at + 1)));
        Ok(Self { text: format!("{text}\n"), signatures: signatures.collect::<Result<_, _>>()? })
    }

    /// The text, with its last line feed. To be ignored until a trusted key has [verified](Note::verify) it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in the order of their lines.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature; those of the same key are replaced. Errors: [`NoteError::TooMany`].
    pub fn add(&mut self, signature: Signature) -> Result<(), NoteError> {
        self.signatures.retain(|other| !other.is_by_the_key_of(&signature));
        if self.signatures.len() >= MOST_SIGNATURES {
            return Err(NoteError::TooMany);
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// Who of these keys signed the text: at most one entry a key, the latest where there are several.
    ///
    /// Lines of other keys are ignored. Errors: [`NoteError::False`] as soon as one line under a known key is not of
    /// this text; no entry at all is no error here.
    pub fn verify<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k VerifierKey>,
    ) -> Result<Vec<Signed<'k>>, NoteError> {
        let mut signed = Vec::new();
        for key in keys {
            let lines = self.signatures.iter().filter(|line| line.name == key.name() && line.id == key.id());
            let times = lines.map(|line| key.verify(&self.text, &line.bytes));
            let times = times.collect::<Option<Vec<_>>>().ok_or_else(|| NoteError::False(key.to_string()))?;
            signed.extend(times.into_iter().max().map(|time| Signed { key, time }));
        }
        Ok(signed)
    }
}

fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < b' ' && byte != b'\n')
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}
