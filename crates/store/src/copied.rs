//! Whether an SQLite file lacks what lay in the log beside it.
//!
//! While a register is served, what was written last lies in `-wal`, and a copy of the file alone is behind without a word.
//! So the file itself says that it is being served, and stops saying so when serving ends; with that word and no log
//! beside it, it is a copy. After a kill the log is still there, and whoever opens the register next takes the word out.

use crate::{
    connection::{Address, AnyConnection},
    error::{Result, any},
    read_only::Access,
    schema::register,
    standing::{Standing, standing},
    waits::Waits,
};
use diesel::{connection::SimpleConnection, prelude::*};
use std::path::Path;

/// Writes since when it is served.
pub(crate) fn say(connection: &mut AnyConnection, at: Option<String>) -> Result<()> {
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

/// Since when a register is said to be served of which this is a copy without its log.
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
