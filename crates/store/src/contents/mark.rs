//! What the register says it is, in the chain: the first act tells of the mark, since no act can come before it.

use super::{
    ask,
    catalogue::{self, MARK, Table},
    digest, told,
};
use crate::{connection::AnyConnection, error::Result, migration, schema::journal};
use diesel::prelude::*;
use earnest_model::contents::Written;

/// The step since which the chain tells of the mark.
const TOLD_SINCE: &str = "0071";

/// Whether the chain should tell of the mark: something happened in the register, and its tables are those of a program that
/// tells of it.
pub(crate) fn is_expected(connection: &mut AnyConnection) -> Result<bool> {
    let acts: i64 = journal::table.count().first(connection)?;
    Ok(acts > 0 && migration::ran(connection)?.iter().any(|step| step == TOLD_SINCE))
}

/// Whether the chain tells of the mark.
pub(crate) fn is_told(connection: &mut AnyConnection) -> Result<bool> {
    let line =
        format!("SELECT record AS one, record_key AS two FROM written WHERE record = '{MARK}' LIMIT 1");
    Ok(!ask::pairs(connection, &line)?.is_empty())
}

/// The line of the mark as it stands; nothing in a register without one.
pub(crate) fn line(connection: &mut AnyConnection, tables: &[Table]) -> Result<Vec<Written>> {
    let Some(table) = tables.iter().find(|table| table.name == MARK) else { return Ok(Vec::new()) };
    let lines = digest::of_table(connection, table)?;
    Ok(lines.into_iter().map(|(key, digest)| Written { table: MARK.to_owned(), key, digest }).collect())
}

/// Whether the mark is the one that the chain tells of. A register in which nothing happened yet is taken at its word, and so
/// is one of an older program.
pub(crate) fn is_as_told(connection: &mut AnyConnection) -> Result<bool> {
    if !is_expected(connection)? {
        return Ok(true);
    }
    let tables = catalogue::tables(connection)?;
    let own = line(connection, &tables)?;
    let entries = told::Entries::read(connection)?;
    let told = told::last_lines(connection, &entries, MARK)?;
    Ok(own.iter().all(|line| told.get(&line.key).is_some_and(|(digest, _)| *digest == line.digest)))
}
