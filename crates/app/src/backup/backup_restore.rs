//! Fill an empty place with a register from lines: all of it, checked, or nothing.

use super::{
    fault::BackupFault,
    lines::{End, Files as FilesAre, Head, Line, read_head, read_line},
};
use crate::{Store, ledger::attachments::storage::Files};
use earnest_model::hash::sha256_hex;
use earnest_store::{Filling, StoreError};
use std::{
    collections::BTreeSet,
    io::{BufRead, Read},
};

/// No attached file is longer.
const LONGEST_FILE: u64 = 1 << 30;

/// What a register is restored with.
#[derive(Clone, Copy)]
pub struct Restoring<'r> {
    /// The empty place.
    pub store: &'r Store,
    /// Where its attached files go.
    pub files: &'r dyn Files,
    /// Where the backup's own lie, if they lie beside it.
    pub beside: Option<&'r dyn Files>,
    /// Whether a register is taken whose records did not agree with its journal when it was backed up.
    pub untrue: bool,
    /// Whether those who are signed in stay so: when a register moves, not when an old one comes back.
    pub sessions: bool,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The first line.
    pub head: Head,
    /// What there was.
    pub end: End,
    /// The attached files that are not in it, each with the record that names it: `measure 7, minutes.pdf (HASH)`.
    pub missing: Vec<String>,
    /// What was checked; `None` if the backup is older than the tables of this program, which have to be brought up to
    /// date first.
    pub checked: Option<Checked>,
}

/// What was held against the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// How many records.
    pub records: u64,
    /// What does not hold, if that was to be taken.
    pub untrue: Option<String>,
}

/// Does it. `from` has been read to its end when it is done.
pub fn restore_backup(restoring: &Restoring<'_>, from: &mut dyn BufRead) -> Result<Restored, BackupFault> {
    let head = read_head(from)?;
    let mut filling = restoring.store.fill(&head.versions).map_err(|fault| match fault {
        StoreError::Newer(step) => BackupFault::Newer(format!("it holds the step {step}")),
        other => other.into(),
    })?;
    let mut put = Vec::new();
    let filled = fill(restoring, &head, from, &mut filling, &mut put);
    let done = filled.and_then(|(end, missing, checked)| {
        filling.finish()?;
        Ok(Restored { head, end, missing, checked })
    });
    if done.is_err() {
        for hash in &put {
            // What stays lies under its hash and harms nothing; the fault that is told is the first.
            let _ = restoring.files.remove(hash);
        }
    }
    done
}

fn fill(
    restoring: &Restoring<'_>,
    head: &Head,
    from: &mut dyn BufRead,
    filling: &mut Filling<'_>,
    put: &mut Vec<String>,
) -> Result<(End, Vec<String>, Option<Checked>), BackupFault> {
    let mut end = End::default();
    let mut skipped = false;
    let (mut seen, mut missing) = (BTreeSet::new(), Vec::new());
    let told = loop {
        let text = read_line(from)?;
        if text.starts_with('[') {
            end.rows += 1;
            if !skipped {
                filling.row(&text)?;
            }
            continue;
        }
        let line: Line =
            serde_json::from_str(&text).map_err(|_| BackupFault::damaged("a line makes no sense"))?;
        match line {
            Line::Table { table, columns } => {
                filling.table(&table, &columns)?;
                skipped = table == "session" && !restoring.sessions;
            }
            Line::File { file, bytes } => {
                end.files += 1;
                let content = read_file(from, bytes)?;
                keep(restoring, &file, &content, put)?;
                seen.insert(file);
            }
            Line::Beside { beside } => {
                end.files += 1;
                let source = restoring.beside.filter(|_| head.files == FilesAre::Beside);
                let content = source.map(|source| source.get(&beside)).transpose()?.flatten();
                let content = content
                    .ok_or_else(|| BackupFault::damaged(format!("{beside} does not lie beside it")))?;
                keep(restoring, &beside, &content, put)?;
                seen.insert(beside);
            }
            Line::Missing { missing: hash } => {
                end.missing += 1;
                missing.push(hash.clone());
                seen.insert(hash);
            }
            Line::End { end } => break end,
        }
    };
    let rest = std::io::copy(&mut from.take(1), &mut std::io::sink())?;
    if told != end || rest > 0 {
        return Err(BackupFault::damaged("it does not hold what its last line says"));
    }
    let checked = check(head, filling)?;
    if !filling.file_hashes()?.iter().eq(&seen) {
        return Err(BackupFault::damaged("its attached files are not those that its register tells of"));
    }
    match checked.as_ref().and_then(|checked| checked.untrue.clone()).filter(|_| !restoring.untrue) {
        Some(untrue) => Err(BackupFault::Untrue(untrue)),
        None => Ok((end, named(filling.attached(&missing)?), checked)),
    }
}

/// Files with the records that name them, in words.
pub(super) fn named(attached: Vec<(String, String)>) -> Vec<String> {
    attached.into_iter().map(|(hash, says)| format!("{says} ({hash})")).collect()
}

/// Holds what was filled in against the first line and against itself.
fn check(head: &Head, filling: &mut Filling<'_>) -> Result<Option<Checked>, BackupFault> {
    filling.settle()?;
    let own = filling.head()?;
    if (own.entries, &own.hash) != (head.entries, &head.head) {
        return Err(BackupFault::damaged("its journal ends elsewhere than its first line says"));
    }
    if !filling.is_up_to_date()? {
        return Ok(None);
    }
    let verified = filling.reader().verify_journal()?;
    let untrue = match (&verified.broken, verified.faults.as_slice()) {
        (Some(broken), _) => Some(broken.to_string()),
        (None, [first, ..]) => Some(format!("{first} ({} in all)", verified.faults.len())),
        (None, []) => None,
    };
    Ok(Some(Checked { records: verified.records, untrue }))
}

fn read_file(from: &mut dyn BufRead, bytes: u64) -> Result<Vec<u8>, BackupFault> {
    if bytes > LONGEST_FILE {
        return Err(BackupFault::damaged("a file is longer than any"));
    }
    let mut content = Vec::new();
    from.take(bytes).read_to_end(&mut content)?;
    if content.len() as u64 != bytes || !read_line(from)?.is_empty() {
        return Err(BackupFault::damaged("a file ends before its end"));
    }
    Ok(content)
}

fn keep(
    restoring: &Restoring<'_>,
    hash: &str,
    content: &[u8],
    put: &mut Vec<String>,
) -> Result<(), BackupFault> {
    if sha256_hex(content) != hash {
        return Err(BackupFault::damaged(format!("the attached file {hash} was changed")));
    }
    if restoring.files.get(hash)?.is_none() {
        put.push(hash.to_owned());
        restoring.files.put(hash, content)?;
    }
    Ok(())
}
