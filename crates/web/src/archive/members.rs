//! The files of an archive, each with what it is in words.

use crate::frame::reply::{Fault, Reply};
use earnest_app::{
    AppError,
    anchor::{
        archive_check::{ACTS, CHECKPOINT, SUMS, sums},
        proof_file::write_proof,
        proof_make::Kept,
    },
};
use earnest_papers::packed;

/// The files in the order in which they were put in.
#[derive(Default)]
pub(super) struct Members {
    /// Of each its name, what it is, and its bytes.
    files: Vec<(String, String, Vec<u8>)>,
    /// Papers that could not be set: name and why.
    missing: Vec<(String, String)>,
}

impl Members {
    /// Puts a file in.
    pub(super) fn put(&mut self, name: impl Into<String>, is: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.push((name.into(), is.into(), bytes.into()));
    }

    /// Notes a paper that could not be set.
    pub(super) fn lack(&mut self, name: impl Into<String>, why: impl Into<String>) {
        self.missing.push((name.into(), why.into()));
    }

    /// The papers that could not be set, each with the reason.
    pub(super) fn missing(&self) -> &[(String, String)] {
        &self.missing
    }

    /// Puts a part of the journal in.
    pub(super) fn put_journal(&mut self, kept: &Kept, (acts, checkpoint): (String, String)) {
        let lines: Vec<String> = kept.acts.iter().map(|one| write_proof(one) + "\n").collect();
        self.put(ACTS, acts, lines.concat());
        if let Some(signed) = &kept.checkpoint {
            self.put(CHECKPOINT, checkpoint, signed.note.as_str());
        }
    }

    /// Name and words of every file.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, is, _)| (name.as_str(), is.as_str()))
    }

    /// The archive: the files by name, behind them the list of contents. The same files give the same bytes.
    ///
    /// # Errors
    /// It can't be packed.
    pub(super) fn pack(mut self) -> Result<Vec<u8>, Fault> {
        self.files.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        let each = || self.files.iter().map(|(name, _, bytes)| (name.as_str(), bytes.as_slice()));
        let list = sums(each());
        let all: Vec<_> = each().chain([(SUMS, list.as_bytes())]).collect();
        packed(&all).map_err(|fault| {
            tracing::error!(%fault, "an archive can't be packed");
            AppError::refused("error-file").into()
        })
    }
}

/// An archive as the answer to whoever asked for it.
pub(super) fn zip(name: String, bytes: Vec<u8>) -> Reply {
    Reply::File { media: "application/zip", name, bytes }
}
