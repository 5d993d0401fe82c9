//! Digests of records: SHA-256 of their canonical texts, read by the engine and hashed here.

use super::{ask, catalogue::Table};
use crate::{connection::AnyConnection, error::Result};
use earnest_model::{
    contents::{GONE, Written},
    hash::sha256_hex,
};
use std::collections::HashMap;

/// Keys in one statement.
const AT_ONCE: usize = 500;

/// Adds the lines of the records with these keys: their digests as they stand now, or that they are gone.
pub(super) fn of_keys(
    connection: &mut AnyConnection,
    table: &Table,
    keys: &[String],
    into: &mut Vec<Written>,
) -> Result<()> {
    for chunk in keys.chunks(AT_ONCE) {
        let names: Vec<&str> = chunk.iter().map(String::as_str).collect();
        let condition = table.among(&names);
        let found = rows(connection, table, &condition)?;
        for key in chunk {
            let digest = found.get(key).cloned().unwrap_or_else(|| GONE.to_owned());
            into.push(Written { table: table.name.clone(), key: key.clone(), digest });
        }
    }
    Ok(())
}

/// The digests of all records of a table, by key.
pub(super) fn of_table(connection: &mut AnyConnection, table: &Table) -> Result<HashMap<String, String>> {
    rows(connection, table, "1 = 1")
}

fn rows(connection: &mut AnyConnection, table: &Table, condition: &str) -> Result<HashMap<String, String>> {
    let whole = match connection {
        AnyConnection::Sqlite(_) => format!("{} || {}", table.canonical(), table.strayed()),
        AnyConnection::Postgres(_) => table.canonical(),
    };
    let statement = format!(
        "SELECT {} AS one, {whole} AS two FROM {} WHERE {condition}",
        table.key(""),
        ask::quoted(&table.name)
    );
    let rows = ask::bytes(connection, &statement)?;
    Ok(rows.iter().map(|row| (row.key(), sha256_hex(&row.two))).collect())
}
