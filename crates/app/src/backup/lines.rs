//! The lines of a backup.

use super::fault::BackupFault;
use earnest_model::mark::{Mark, RegisterKind};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read as _};

/// The form that this program writes, and the newest that it reads.
const FORM: u32 = 1;

/// No line of a backup is longer: an attached file's bytes are no line.
const LONGEST: u64 = 64 << 20;

/// Where the attached files of a backup are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Files {
    /// Among the lines.
    Within,
    /// In a folder beside, each under its hash, shared by all backups of the folder.
    Beside,
}

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The form of the lines.
    #[serde(rename = "earnest-backup")]
    pub form: u32,
    /// When it was begun (RFC 3339, UTC).
    pub made_at: String,
    /// The version of the program that made it.
    pub program: String,
    /// The steps that brought the tables to where they are.
    pub versions: Vec<String>,
    /// How many entries the journal has.
    pub entries: i64,
    /// The hash of the last.
    pub head: String,
    /// What the register says it is.
    pub mark: Option<MarkLine>,
    /// Where attached files are.
    pub files: Files,
}

/// A mark as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLine {
    kind: String,
    pack: String,
    name: String,
}

impl From<&Mark> for MarkLine {
    fn from(mark: &Mark) -> Self {
        Self { kind: mark.kind.key().to_owned(), pack: mark.pack.clone(), name: mark.name.clone() }
    }
}

impl From<&MarkLine> for Mark {
    fn from(line: &MarkLine) -> Self {
        Self { kind: RegisterKind::of(&line.kind), pack: line.pack.clone(), name: line.name.clone() }
    }
}

impl Head {
    /// The number of the form that this program writes.
    pub const FORM: u32 = FORM;
}

/// The last line: how much there should have been before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Rows of all tables.
    pub rows: u64,
    /// Attached files.
    pub files: u64,
    /// Attached files that were not in their folder when the backup was made.
    pub missing: u64,
}

/// A line that is no row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Line {
    /// A table begins; its rows follow.
    Table {
        /// Its name.
        table: String,
        /// Its columns, sorted by name.
        columns: Vec<String>,
    },
    /// An attached file; its bytes follow, and a line feed.
    File {
        /// Its SHA-256.
        file: String,
        /// How many bytes.
        bytes: u64,
    },
    /// An attached file that lies beside.
    Beside {
        /// Its SHA-256.
        beside: String,
    },
    /// An attached file that was not in its folder when the backup was made.
    Missing {
        /// Its SHA-256.
        missing: String,
    },
    /// The end.
    End {
        /// What there was.
        end: End,
    },
}

/// Reads the first line.
pub fn read_head(from: &mut dyn BufRead) -> Result<Head, BackupFault> {
    let line = read_line(from)?;
    let head: serde_json::Value =
        serde_json::from_str(&line).map_err(|_| BackupFault::damaged("it does not begin like one"))?;
    match head.get("earnest-backup").and_then(serde_json::Value::as_u64) {
        None => return Err(BackupFault::damaged("it does not begin like one")),
        Some(form) if form > u64::from(FORM) => return Err(BackupFault::Newer(format!("form {form}"))),
        Some(_) => {}
    }
    serde_json::from_value(head).map_err(|fault| BackupFault::damaged(format!("its first line: {fault}")))
}

/// Reads a line without its end; there must be one.
pub fn read_line(from: &mut dyn BufRead) -> Result<String, BackupFault> {
    let mut bytes = Vec::new();
    from.take(LONGEST).read_until(b'\n', &mut bytes)?;
    if bytes.pop() != Some(b'\n') {
        return Err(BackupFault::damaged("it ends before its end, or a line is too long"));
    }
    String::from_utf8(bytes).map_err(|_| BackupFault::damaged("a line is no text"))
}
