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

/// By which name the file at a path is to be opened, for all connections alike: were the one to leave a log alone and the
/// other to fold it, what the last one left would depend on their order. A log that lies beside it stays as it is: it tells of
/// what is under way, or of a kill.
pub(crate) fn way(path: &str) -> Result<String> {
    let beside = |ending: &str| std::fs::metadata(format!("{path}{ending}")).map(|about| about.len()).ok();
    let (log, index) = (beside("-wal"), beside("-shm"));
    let (plain, alone) = (path.to_owned(), named(path, "immutable=1"));
    let is_file = Path::new(path).is_file();
    let writable = is_file && OpenOptions::new().append(true).open(path).is_ok();
    if log.is_none() && index.is_none() {
        return match (writable, is_file) {
            (true, _) => tried(plain, alone),
            (false, true) => Ok(alone),
            (false, false) => Ok(plain),
        };
    }
    let together = named(path, "mode=ro");
    match open(&together) {
        Err(fault) if is_held_shut(&fault) => match log {
            None | Some(0) => Ok(alone),
            Some(_) => Err(StoreError::LogOutOfReach(path.to_owned())),
        },
        Err(other) => Err(other),
        Ok(_) => Ok(together),
    }
}

/// The first name if it can be read by it, the second if its folder may not be written.
fn tried(first: String, second: String) -> Result<String> {
    match open(&first) {
        Err(fault) if is_held_shut(&fault) => Ok(second),
        Err(other) => Err(other),
        Ok(_) => Ok(first),
    }
}

/// Opens it and reads, since what can't be read is only then refused.
pub(crate) fn open(name: &str) -> Result<SqliteConnection> {
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
