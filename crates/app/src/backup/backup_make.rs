//! Write the whole register as lines, from one snapshot: others may write meanwhile.

use super::{
    backup_restore::named,
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// The attached files that were not in their folder, each with the record that names it.
    pub missing: Vec<String>,
    /// Those that were changed where they lie, or can't be read: they are not in it either.
    pub changed: Vec<String>,
}

impl Made {
    /// Whether every attached file is in it.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty()
    }
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
    let mut made = Made { entries: head.entries, head: head.hash, ..Made::default() };
    put_files(making, &hashes, (&mut end, &mut made), out)?;
    for files in [&mut made.missing, &mut made.changed] {
        *files = named(context.store.snapshot()?.attached(files)?);
    }
    put(out, &Line::End { end })?;
    out.flush()?;
    (made.rows, made.files) = (end.rows, end.files);
    Ok(made)
}

fn moment(at: Timestamp) -> String {
    at.to_string()
}

fn put(out: &mut dyn Write, line: &impl serde::Serialize) -> Result<(), BackupFault> {
    serde_json::to_writer(&mut *out, line).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes the attached files. One that is not there as it was attached stops no backup: it is told.
fn put_files(
    making: &Making<'_>,
    hashes: &[String],
    (end, made): (&mut End, &mut Made),
    out: &mut dyn Write,
) -> Result<(), BackupFault> {
    let there: HashSet<String> = match making.beside {
        Some(beside) => beside.list()?.into_iter().map(|file| file.sha256).collect(),
        None => HashSet::new(),
    };
    for hash in hashes {
        if there.contains(hash) {
            (made.kept, end.files) = (made.kept + 1, end.files + 1);
            put(out, &Line::Beside { beside: hash.clone() })?;
            continue;
        }
        let bytes = match whole(making.files, hash)? {
            Lying::Whole(bytes) => bytes,
            lying => {
                let told = if lying == Lying::Nowhere { &mut made.missing } else { &mut made.changed };
                told.push(hash.clone());
                end.missing += 1;
                put(out, &Line::Missing { missing: hash.clone() })?;
                continue;
            }
        };
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
    Ok(())
}

/// How a file lies in its folder.
#[derive(PartialEq, Eq)]
enum Lying {
    Whole(Vec<u8>),
    Nowhere,
    Changed,
}

/// Reads a file. One that can't be read is told like one that was changed, unless the whole folder can't be.
fn whole(files: &dyn Files, hash: &str) -> Result<Lying, FilesFault> {
    match files.get(hash) {
        Ok(Some(bytes)) if sha256_hex(&bytes) == *hash => Ok(Lying::Whole(bytes)),
        Ok(Some(_)) => Ok(Lying::Changed),
        Ok(None) => Ok(Lying::Nowhere),
        Err(_) => files.list().map(|_| Lying::Changed),
    }
}
