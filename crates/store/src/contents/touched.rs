//! Which records a unit of work touched, noted by the engine itself, so that no write can be forgotten: triggers on
//! every table in the chain write its key into a table of the connection alone.

use super::{
    ask::{self, literal, quoted},
    catalogue::{MARK, Table, tables},
    digest,
};
use crate::{
    connection::AnyConnection,
    error::{Result, StoreError},
};
use diesel::connection::SimpleConnection;
use earnest_model::contents::Written;
use std::collections::BTreeMap;

const NOTES: &str = "CREATE TEMPORARY TABLE IF NOT EXISTS touched (record TEXT NOT NULL, record_key TEXT NOT NULL, \
     PRIMARY KEY (record, record_key))";

/// What ends the notes of a unit of work on PostgreSQL. Rows that are deleted from a temporary table stay in it there as
/// dead ones, which nothing ever sweeps: each act would read those of all acts before it.
const FORGET_AT_COMMIT: &str = " ON COMMIT DELETE ROWS";

/// Whether the tables of the contents are there.
pub(crate) fn are_kept(connection: &mut AnyConnection) -> Result<bool> {
    let statement = match connection {
        AnyConnection::Sqlite(_) => {
            "SELECT name AS one, type AS two FROM sqlite_schema WHERE type = 'table' AND name = 'written'"
        }
        AnyConnection::Postgres(_) => {
            "SELECT table_name::text AS one, table_type::text AS two FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name = 'written'"
        }
    };
    Ok(!ask::pairs(connection, statement)?.is_empty())
}

/// Makes a connection note what it touches. On PostgreSQL the triggers stand in the register itself ([`install`]).
pub(crate) fn prepare(connection: &mut AnyConnection) -> Result<Vec<Table>> {
    let tables = tables(connection)?;
    match connection {
        AnyConnection::Sqlite(connection) => {
            connection.batch_execute(NOTES)?;
            let triggers: String = tables.iter().map(sqlite_triggers).collect();
            connection.batch_execute(&triggers)?;
        }
        AnyConnection::Postgres(connection) => {
            connection.batch_execute(&format!("{NOTES}{FORGET_AT_COMMIT}"))?;
        }
    }
    Ok(tables)
}

/// Takes the notes away again, so that the tables can be changed.
pub(crate) fn unprepare(connection: &mut AnyConnection, tables: &[Table]) -> Result<()> {
    if let AnyConnection::Sqlite(_) = connection {
        let drops = tables.iter().flat_map(|table| TOUCHES.map(|what| trigger_name(table, what)));
        let drops: String = drops.map(|name| format!("DROP TRIGGER IF EXISTS temp.{name};\n")).collect();
        connection.batch_execute(&drops)?;
    }
    Ok(())
}

/// The ways in which a row is touched.
const TOUCHES: [&str; 3] = ["insert", "update", "delete"];

fn trigger_name(table: &Table, what: &str) -> String {
    quoted(&format!("touch_{}_{what}", table.name))
}

/// Puts the triggers of PostgreSQL into the register, after its tables changed.
pub(crate) fn install(connection: &mut AnyConnection) -> Result<()> {
    if let AnyConnection::Postgres(_) = connection {
        let triggers: String = tables(connection)?.iter().map(postgres_triggers).collect();
        connection.batch_execute(&triggers)?;
    }
    Ok(())
}

fn sqlite_triggers(table: &Table) -> String {
    let (name, on) = (&table.name, quoted(&table.name));
    let note =
        |of: &str| format!("INSERT OR IGNORE INTO touched VALUES ({}, {});", literal(name), table.key(of));
    let told = table.told_columns().map(|columns| format!(" OF {columns}")).unwrap_or_default();
    let trigger = |what: &str, when: &str, notes: String| {
        let own = trigger_name(table, what);
        format!("CREATE TEMPORARY TRIGGER IF NOT EXISTS {own} AFTER {when} ON main.{on} BEGIN {notes} END;\n")
    };
    trigger("insert", "INSERT", note("NEW."))
        + &trigger("update", &format!("UPDATE{told}"), note("OLD.") + &note("NEW."))
        + &trigger("delete", "DELETE", note("OLD."))
}

/// A connection that does not note (another program's) has no such table; then the trigger lets the change pass, and
/// the check of the contents finds it.
fn postgres_triggers(table: &Table) -> String {
    let on = quoted(&table.name);
    let function = quoted(&touch_function(table));
    let told = table.told_columns().map(|columns| format!(" OF {columns}")).unwrap_or_default();
    let body = touch_body(table);
    format!(
        "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $touch${body}$touch$;\n\
         DROP TRIGGER IF EXISTS touch_change ON {on};\n\
         DROP TRIGGER IF EXISTS touch_update ON {on};\n\
         CREATE TRIGGER touch_change AFTER INSERT OR DELETE ON {on} FOR EACH ROW EXECUTE FUNCTION {function}();\n\
         CREATE TRIGGER touch_update AFTER UPDATE{told} ON {on} FOR EACH ROW EXECUTE FUNCTION {function}();\n"
    )
}

/// The triggers that a table in the chain has on PostgreSQL.
pub(crate) const TOUCH_TRIGGERS: [&str; 2] = ["touch_change", "touch_update"];

/// The function that they call.
pub(crate) fn touch_function(table: &Table) -> String {
    format!("touch_{}", table.name)
}

/// What the function does. It is put into the register with the steps that change the tables: whoever changes it adds one.
pub(crate) fn touch_body(table: &Table) -> String {
    let name = &table.name;
    let note = |of: &str| {
        format!(
            "INSERT INTO pg_temp.touched VALUES ({}, {}) ON CONFLICT DO NOTHING;",
            literal(name),
            table.key(of)
        )
    };
    let (old, new) = (note("OLD."), note("NEW."));
    format!(
        " BEGIN \
           IF to_regclass('pg_temp.touched') IS NULL THEN RETURN NULL; END IF; \
           IF TG_OP <> 'INSERT' THEN {old} END IF; \
           IF TG_OP <> 'DELETE' THEN {new} END IF; \
           RETURN NULL; END "
    )
}

/// What the unit of work touched, each record with its digest as it stands now; and forgets it, at the latest when the
/// work is committed.
pub(crate) fn take(connection: &mut AnyConnection, tables: &[Table]) -> Result<Vec<Written>> {
    let rows = ask::pairs(connection, "SELECT record AS one, record_key AS two FROM touched")?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    if let AnyConnection::Sqlite(connection) = connection {
        connection.batch_execute("DELETE FROM touched")?;
    }
    let mut by_table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        by_table.entry(row.one).or_default().push(row.two);
    }
    let mut written = Vec::new();
    for (name, keys) in by_table.into_iter().filter(|(name, _)| name != MARK) {
        let Some(table) = tables.iter().find(|table| table.name == name) else { continue };
        digest::of_keys(connection, table, &keys, &mut written)?;
    }
    written.sort();
    Ok(written)
}

/// Refuses work outside the journal that touched a record in the chain.
pub(crate) fn wrote_outside(connection: &mut AnyConnection) -> Result<()> {
    let touched =
        format!("SELECT record AS one, record_key AS two FROM touched WHERE record <> '{MARK}' LIMIT 1");
    match ask::pairs(connection, &touched)?.into_iter().next() {
        None => Ok(()),
        Some(row) => Err(StoreError::WroteOutside { table: row.one, key: row.two }),
    }
}
