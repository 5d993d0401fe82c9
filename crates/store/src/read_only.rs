//! How a register is opened by whoever only reads it: nothing is written, and nothing need be writable.
//!
//! An SQLite register keeps what was written last in a log beside its file, and whoever reads that needs an index of it
//! (`-shm`), which SQLite makes anew where it may. So a file that may not be written is opened in one of three ways: as one
//! that nobody changes, if nothing lies beside it; together with its log, if the index lies there or can be made; and else
//! not at all: then whoever has room copies both elsewhere. One that may be written is opened so only where a log lies beside
//! it, since the last one to close would fold that into the file.

use crate::error::{Result, StoreError};
use diesel::{Connection as _, SqliteConnection, connection::SimpleConnection as _};
use std::{fs::OpenOptions, path::Path};

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Reading and writing.
    Write,
    /// Reading alone: the engine refuses everything else.
    Read,
}

/// Opens the file at a path to read it. A log that lies beside it stays as it is: it tells of what is under way, or of a
/// kill.
pub(crate) fn open(path: &str) -> Result<SqliteConnection> {
    let beside = |ending: &str| std::fs::metadata(format!("{path}{ending}")).map(|about| about.len()).ok();
    let (log, index) = (beside("-wal"), beside("-shm"));
    let is_file = Path::new(path).is_file();
    let writable = is_file && OpenOptions::new().append(true).open(path).is_ok();
    if log.is_none() && index.is_none() && (writable || !is_file) {
        return match looked_into(path) {
            Err(fault) if writable && is_held_shut(&fault) => looked_into(&named(path, "immutable=1")),
            opened => opened,
        };
    }
    if log.is_none() && index.is_none() {
        return looked_into(&named(path, "immutable=1"));
    }
    match looked_into(&named(path, "mode=ro")) {
        Err(fault) if is_held_shut(&fault) => match log {
            None | Some(0) => looked_into(&named(path, "immutable=1")),
            Some(_) => Err(StoreError::LogOutOfReach(path.to_owned())),
        },
        opened => opened,
    }
}

/// Opens it and reads, since what can't be read is only then refused.
fn looked_into(name: &str) -> Result<SqliteConnection> {
    let mut connection = SqliteConnection::establish(name)?;
    connection.batch_execute("PRAGMA query_only = ON; SELECT count(*) FROM sqlite_schema")?;
    Ok(connection)
}

/// Whether the file or its folder may not be written.
fn is_held_shut(fault: &StoreError) -> bool {
    let said = fault.to_string();
    said.contains("unable to open database file") || said.contains("attempt to write a readonly database")
}

/// The address of a file for SQLite, with how it is to be opened.
fn named(path: &str, how: &str) -> String {
    let mut name = String::from("file:");
    for sign in path.chars() {
        match sign {
            '%' => name.push_str("%25"),
            '?' => name.push_str("%3f"),
            '#' => name.push_str("%23"),
            other => name.push(other),
        }
    }
    format!("{name}?{how}")
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_path_with_signs_of_addresses_stays_the_path() {
        assert_eq!(named("/srv/a?b#c%20.sqlite", "mode=ro"), "file:/srv/a%3fb%23c%2520.sqlite?mode=ro");
    }
}
