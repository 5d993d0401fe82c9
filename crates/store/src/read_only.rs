//! How a register is opened by whoever only reads it: nothing is written, and nothing need be writable.
//!
//! An SQLite register keeps what was written last in a log beside its file, and whoever reads that needs an index of it
//! (`-shm`), which SQLite makes anew where it may. So a file that may not be written is opened in one of three ways: as one
//! that nobody changes, if nothing lies beside it; together with its log, if the index lies there or can be made; and else
//! not at all: then whoever has room copies both elsewhere.

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

/// Opens the file at a path to read it.
pub(crate) fn open(path: &str) -> Result<SqliteConnection> {
    let beside = |ending: &str| std::fs::metadata(format!("{path}{ending}")).map(|about| about.len());
    let (log, index) = (beside("-wal").unwrap_or(0), beside("-shm").is_ok());
    let is_file = Path::new(path).is_file();
    if !is_file || OpenOptions::new().append(true).open(path).is_ok() {
        // Whoever may write leaves nothing lying about: the last one to close folds the log into the file.
        let opened = looked_into(path);
        if !is_file || !matches!(&opened, Err(fault) if is_held_shut(fault)) {
            return opened;
        }
    }
    if log == 0 && !index {
        return looked_into(&named(path, "immutable=1"));
    }
    looked_into(&named(path, "mode=ro")).map_err(|fault| match fault {
        fault if log > 0 && is_held_shut(&fault) => StoreError::LogOutOfReach(path.to_owned()),
        other => other,
    })
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
