//! Whether an SQLite file lacks what lay in the log beside it.
//!
//! While a register is served, what was written last lies in `-wal`, and a copy of the file alone is behind without a word.
//! So the file alone says that it is open, and the log beside it says that nothing is lacking: whoever reads both, or folds
//! the log in by whatever means, reads of a whole file, and whoever has the file alone reads that it is behind. No process
//! has to take anything back: one that is killed, or of several that serve one, leaves it as it is. The engine folds a
//! long log in by itself, which would put the log's word into the file; here it is told not to, and [`fold`] does it.

use crate::{
    connection::{Address, AnyConnection},
    error::{Result, any},
    read_only::Access,
    schema::register,
    standing::{Standing, standing},
    waits::Waits,
};
use diesel::{connection::SimpleConnection, prelude::*, sql_query, sql_types::Integer};
use std::{fs::File, io::Read, path::Path};

/// The longest log that is not folded into the file: as many pages as the engine itself would wait for.
pub(crate) const LONGEST: u64 = 4 << 20;

/// Writes since when the file alone is behind, or that it is whole.
pub(crate) fn say(connection: &mut AnyConnection, at: Option<&str>) -> Result<()> {
    any(diesel::update(register::table).set(register::served_at.eq(at)).execute(connection)?);
    Ok(())
}

/// Whether the log lies beside the file, before anybody opens it and makes one.
pub(crate) fn has_log(address: &Address) -> bool {
    match address {
        Address::Sqlite(path) => Path::new(&format!("{path}-wal")).exists(),
        Address::Postgres(_) => true,
    }
}

/// A log: by what its beginning is told from that of the one before it, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Log {
    pub salts: [u8; 8],
    pub length: u64,
}

impl Log {
    /// The log beside the file, if something stands in it. No lock is held on it that closing it could end.
    pub fn beside(path: &str) -> Option<Self> {
        let mut file = File::open(format!("{path}-wal")).ok()?;
        let mut head = [0; 24];
        file.read_exact(&mut head).ok()?;
        let salts = head.last_chunk::<8>().copied()?;
        Some(Self { salts, length: file.metadata().ok()?.len() })
    }
}

/// Folds the log into the file so that the file alone says it is behind since `since`, and the new log that nothing is
/// lacking; whether the whole log went in. While somebody still reads of an earlier moment it does not.
pub(crate) fn fold(address: &Address, waits: Waits, since: &str) -> Result<bool> {
    // On a connection of its own: the writer's notes what it touches, and this is no part of any act.
    let mut connection = address.connect(waits, Access::Write)?;
    if !matches!(standing(&mut connection)?, Standing::Register(Some(_))) {
        return checkpoint(&mut connection, waits);
    }
    say(&mut connection, Some(since))?;
    let folded = checkpoint(&mut connection, waits);
    say(&mut connection, None)?;
    folded
}

/// Folds the log in as it is, and takes it away if nobody reads in it.
pub(crate) fn fold_for_good(address: &Address, waits: Waits) -> Result<()> {
    checkpoint(&mut address.connect(waits, Access::Write)?, waits)?;
    Ok(())
}

/// Folds the log in; whether all of it. Nobody waits long for those who read in it.
fn checkpoint(connection: &mut AnyConnection, waits: Waits) -> Result<bool> {
    connection.batch_execute("PRAGMA busy_timeout = 100")?;
    let told: QueryResult<Vec<Folded>> = match connection {
        AnyConnection::Sqlite(connection) => sql_query("PRAGMA wal_checkpoint(TRUNCATE)").load(connection),
        AnyConnection::Postgres(_) => Ok(Vec::new()),
    };
    let patience = waits.lock.as_millis();
    connection.batch_execute(&format!("PRAGMA busy_timeout = {patience}"))?;
    Ok(told?.iter().all(|row| row.log == row.checkpointed))
}

/// How many pages the log has, and how many of them are in the file.
#[derive(diesel::QueryableByName)]
struct Folded {
    #[diesel(sql_type = Integer)]
    log: i32,
    #[diesel(sql_type = Integer)]
    checkpointed: i32,
}

/// Since when a register is behind of which this is a copy without its log.
pub(crate) fn copied_while_served(
    connection: &mut AnyConnection,
    had_log: bool,
    (waits, access): (Waits, Access),
) -> Result<Option<String>> {
    let AnyConnection::Sqlite(_) = connection else { return Ok(None) };
    let Standing::Register(Some(_)) = standing(connection)? else { return Ok(None) };
    let served: QueryResult<Option<String>> = register::table.select(register::served_at).first(connection);
    let served = match served.optional() {
        // What is no text was not written by whoever served it.
        Err(diesel::result::Error::DeserializationError(_)) => return Ok(None),
        served => served?,
    };
    let Some(since) = served.flatten() else { return Ok(None) };
    if !had_log {
        return Ok(Some(since));
    }
    // The log says so only if a process ended while it folded, or is of an older program.
    if access == Access::Write && alone(connection, waits)? {
        say(connection, None)?;
    }
    Ok(None)
}

/// Whether no other connection is open: only then SQLite leaves the mode in which several write and read.
fn alone(connection: &mut AnyConnection, waits: Waits) -> Result<bool> {
    connection.batch_execute("PRAGMA busy_timeout = 0")?;
    let alone = connection.batch_execute("PRAGMA journal_mode = DELETE").is_ok();
    let patience = waits.lock.as_millis();
    connection.batch_execute(&format!("PRAGMA busy_timeout = {patience}; PRAGMA journal_mode = WAL"))?;
    Ok(alone)
}
