//! The members of an archive by name, and what a check of one notes.

/// The list of contents, as `sha256sum` writes and reads it.
pub const SUMS: &str = "SHA256SUMS";
/// The signed note on the list of contents, where the key of the register was at hand when the archive was made.
pub const SIGNED: &str = "SHA256SUMS.signed";
/// The page for people.
pub const INDEX: &str = "index.html";
/// The acts, one a line.
pub const ACTS: &str = "journal/entries.jsonl";
/// The signed note on which they stand.
pub const CHECKPOINT: &str = "journal/checkpoint";
/// Where what was published stands byte for byte: an act tells the hash of each of these files.
pub const PUBLISHED: &str = "published/";
/// Where draws stand whose acts are not in the archive: they are computed anew.
pub const DRAWS: &str = "draws/";

/// What is wrong with an archive, and in which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFault {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub why: String,
}

/// What was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files.
    pub files: usize,
    /// How many acts.
    pub acts: usize,
    /// Of them, those that stand after the checkpoint, or in an archive without one: nothing proves them.
    pub unproven: usize,
    /// The checkpoint in one word, if there is one.
    pub checkpoint: Option<String>,
    /// How many certificates of draws.
    pub certificates: usize,
    /// What is wrong.
    pub faults: Vec<ArchiveFault>,
}

impl Checked {
    /// Notes a fault of a file.
    pub fn fault(&mut self, file: &str, why: impl ToString) {
        self.faults.push(ArchiveFault { file: file.to_owned(), why: why.to_string() });
    }
}
