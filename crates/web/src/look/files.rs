//! The files of a record: each with what it is, and with the revisions that it replaced.

use askama::Template;

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// Where it is given out.
    pub href: String,
    /// Its size, when it was attached and by whom.
    pub note: String,
    /// The first digits of its SHA-256.
    pub mark: String,
    /// The revisions before it, the latest first: name, address, note.
    pub earlier: Vec<(String, String, String)>,
}

/// The files of a record.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/parts/files.html")]
pub struct FileList {
    lines: Vec<FileLine>,
    revisions: String,
    empty: String,
}

impl FileList {
    /// The files in the order given. `revisions` is the word above earlier ones, `empty` what is said where there are none.
    #[must_use]
    pub fn new(
        lines: impl IntoIterator<Item = FileLine>,
        revisions: impl Into<String>,
        empty: impl Into<String>,
    ) -> Self {
        Self { lines: lines.into_iter().collect(), revisions: revisions.into(), empty: empty.into() }
    }
}
