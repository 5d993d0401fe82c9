//! Write the whole register as lines, from one snapshot: others may write meanwhile.

use super::{
    fault::BackupFault,
    lines::{End, Files as FilesAre, Head, Line, MarkLine},
};
use crate::{
    Context,
    ledger::attachments::storage::{Files, FilesFault},
};
use earnest_model::{Timestamp, hash::sha256_hex};
use earnest_store::{Piece, Standing, StoreError};
use std::{collections::HashSet, io::Write};

/// What a backup is made with.
#[derive(Clone, Copy)]
pub struct Making<'m> {
    /// Where the register's attached files lie.
    pub files: &'m dyn Files,
    /// Where they are put, if not among the lines; what lies there already is not written again.
    pub beside: Option<&'m dyn Files>,
    /// The version of the program.
    pub program: &'m str,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// How many entries the journal has in it.
    pub entries: i64,
    /// The hash of the last.
    pub head: String,
    /// How many rows.
    pub rows: u64,
    /// How many attached files.
    pub files: u64,
    /// Of them, those that lay beside already.
    pub kept: u64,
    /// The attached files that were not in their folder.
    pub missing: Vec<String>,
}

/// Writes it.
pub fn make_backup(
    context: &Context<'_>,
    making: &Making<'_>,
    out: &mut dyn Write,
) -> Result<Made, BackupFault> {
    let mark = match context.store.standing()? {
        Standing::Empty => return Err(BackupFault::damaged("there is no register to back up")),
        Standing::Foreign => return Err(StoreError::Foreign.into()),
        Standing::Register(mark) => mark,
    };
    let mut snapshot = context.store.snapshot()?;
    let head = snapshot.head()?;
    let first = Head {
        form: Head::FORM,
        made_at: moment(context.now),
        program: making.program.to_owned(),
        versions: head.versions.clone(),
        entries: head.entries,
        head: head.hash.clone(),
        mark: mark.as_ref().map(MarkLine::from),
        files: if making.beside.is_some() { FilesAre::Beside } else { FilesAre::Within },
    };
    put(out, &first)?;
    let mut end = End::default();
    snapshot.give(&mut |piece| -> Result<(), BackupFault> {
        match piece {
            Piece::Table(name, columns) => {
                put(out, &Line::Table { table: name.to_owned(), columns: columns.to_vec() })
            }
            Piece::Row(line) => {
                end.rows += 1;
                out.write_all(line.as_bytes())?;
                Ok(out.write_all(b"\n")?)
            }
        }
    })?;
    // A file lies in its folder before the register tells of it, and stays there as long as it does.
    let hashes = snapshot.file_hashes()?;
    drop(snapshot);
    let (kept, missing) = put_files(making, &hashes, &mut end, out)?;
    put(out, &Line::End { end })?;
    out.flush()?;
    Ok(Made { entries: head.entries, head: head.hash, rows: end.rows, files: end.files, kept, missing })
}

fn moment(at: Timestamp) -> String {
    at.to_string()
}

fn put(out: &mut dyn Write, line: &impl serde::Serialize) -> Result<(), BackupFault> {
    serde_json::to_writer(&mut *out, line).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes the attached files; returns how many lay beside already, and which are missing.
fn put_files(
    making: &Making<'_>,
    hashes: &[String],
    end: &mut End,
    out: &mut dyn Write,
) -> Result<(u64, Vec<String>), BackupFault> {
    let there: HashSet<String> = match making.beside {
        Some(beside) => beside.list()?.into_iter().map(|file| file.sha256).collect(),
        None => HashSet::new(),
    };
    let (mut kept, mut missing) = (0, Vec::new());
    for hash in hashes {
        if there.contains(hash) {
            (kept, end.files) = (kept + 1, end.files + 1);
            put(out, &Line::Beside { beside: hash.clone() })?;
            continue;
        }
        let Some(bytes) = making.files.get(hash)? else {
            end.missing += 1;
            missing.push(hash.clone());
            put(out, &Line::Missing { missing: hash.clone() })?;
            continue;
        };
        if sha256_hex(&bytes) != *hash {
            return Err(
                FilesFault(format!("{hash} was changed where it lies; see: earnest files verify")).into()
            );
        }
        end.files += 1;
        if let Some(beside) = making.beside {
            beside.put(hash, &bytes)?;
            put(out, &Line::Beside { beside: hash.clone() })?;
        } else {
            put(out, &Line::File { file: hash.clone(), bytes: bytes.len() as u64 })?;
            out.write_all(&bytes)?;
            out.write_all(b"\n")?;
        }
    }
    Ok((kept, missing))
}
