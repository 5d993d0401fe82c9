//! Files that prove something: what may be attached to what, and how a file is known by its content.

mod kind;
mod name;
mod whole;

pub use kind::Media;
pub use name::FileName;

use crate::{
    hash::hex,
    id::{AttachmentId, UnitId},
    message::Message,
    words::words,
};
use sha2::{Digest, Sha256};

words! {
    /// The kinds of records that take files.
    Holder, "error-attachment-record" {
        /// A measure: its evidence.
        Measure = "measure",
        /// A version of a plan: its annexes.
        Plan = "plan",
        /// A session: its minutes.
        Seminar = "seminar",
        /// A spot check: what its unit says of the materials called up.
        SpotCheck = "spot-check",
    }
}

/// The most bytes of a file: 10 MiB.
pub const MOST_BYTES: usize = 10 << 20;
/// The most files of a record, earlier revisions included.
pub const MOST_FILES: usize = 40;
/// The most files that one form brings.
pub const MOST_AT_ONCE: usize = 5;

/// The SHA-256 of bytes: 64 lower-case hexadecimal digits. It is the name under which they are kept.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A file that was looked at and may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFile {
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its name.
    pub name: FileName,
    /// What it is, by its content.
    pub media: Media,
    /// Its bytes.
    pub size: i64,
}

impl CheckedFile {
    /// Looks at a file. What it is called decides nothing but whether a text is a table, and must not
    /// say another kind.
    pub fn check(name: &str, bytes: &[u8]) -> Result<Self, Message> {
        if bytes.is_empty() {
            return Err(Message::new("error-attachment-empty").with("name", name));
        }
        if bytes.len() > MOST_BYTES {
            return Err(too_large(name));
        }
        let media = kind::of(name, bytes)?;
        Ok(Self {
            sha256: digest(bytes),
            name: FileName::of(name, media),
            media,
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        })
    }
}

/// The refusal of a file that is too large.
pub fn too_large(name: &str) -> Message {
    Message::new("error-attachment-large").with("limit", MOST_BYTES >> 20).with("name", name)
}

/// A file as it is attached to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its key.
    pub id: AttachmentId,
    /// The kind of record.
    pub holder: Holder,
    /// The record's key.
    pub record: i64,
    /// The unit that the record belongs to.
    pub unit: UnitId,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// Its bytes.
    pub size: i64,
    /// The file of which this is a later revision.
    pub previous: Option<AttachmentId>,
    /// Role title of who attached it.
    pub by: Option<String>,
    /// When, RFC 3339 in UTC.
    pub attached_at: String,
}

/// The files of a record that stand now: those that no later revision replaces. The oldest first.
pub fn current(all: &[Attachment]) -> Vec<&Attachment> {
    let replaced: Vec<_> = all.iter().filter_map(|one| one.previous).collect();
    all.iter().filter(|one| !replaced.contains(&one.id)).collect()
}

/// The earlier revisions of a file, the latest first.
pub fn earlier<'a>(all: &'a [Attachment], of: &Attachment) -> Vec<&'a Attachment> {
    let mut chain = Vec::new();
    let mut next = of.previous;
    // A chain is never longer than the record has files, whatever the register holds.
    while let Some(found) = next.and_then(|id| all.iter().find(|one| one.id == id)) {
        if chain.len() >= all.len() {
            break;
        }
        next = found.previous;
        chain.push(found);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: i64, previous: Option<i64>) -> Attachment {
        Attachment {
            id: AttachmentId(id),
            holder: Holder::Measure,
            record: 1,
            unit: UnitId(1),
            sha256: digest(&id.to_be_bytes()),
            name: format!("{id}.txt"),
            media: Media::Text,
            size: 8,
            previous: previous.map(AttachmentId),
            by: None,
            attached_at: "2015-06-01T04:00:00Z".into(),
        }
    }

    #[test]
    fn a_later_revision_stands_for_the_whole_chain_and_the_chain_is_kept() {
        let all = [file(1, None), file(2, None), file(3, Some(1)), file(4, Some(3))];
        let standing: Vec<_> = current(&all).into_iter().map(|one| one.id.0).collect();
        assert_eq!(standing, [2, 4]);
        let chain: Vec<_> = earlier(&all, &all[3]).into_iter().map(|one| one.id.0).collect();
        assert_eq!(chain, [3, 1]);
        assert!(earlier(&all, &all[1]).is_empty());
    }

    #[test]
    fn a_file_is_known_by_its_hash_and_refused_when_empty_or_too_large() {
        let checked = CheckedFile::check("a.txt", b"abc").unwrap();
        assert_eq!(checked.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((checked.size, checked.media), (3, Media::Text));
        assert_eq!(CheckedFile::check("a.txt", b"").unwrap_err().key, "error-attachment-empty");
        let large = vec![b'a'; MOST_BYTES + 1];
        assert_eq!(CheckedFile::check("a.txt", &large).unwrap_err().key, "error-attachment-large");
    }
}
