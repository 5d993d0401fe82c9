//! The steps that bring a register's tables up to date. All that are waiting run in the transaction that is open, so that
//! a fault leaves the register as it was.

use crate::{
    connection::{Address, AnyConnection},
    contents::{all_tables, quoted},
    error::{Result, StoreError},
    read_only::Access,
    standing::nothing_is_hidden,
    waits::Waits,
};
use diesel::{
    RunQueryDsl,
    connection::SimpleConnection,
    migration::{Migration, MigrationSource},
    sql_query,
    sql_types::Text,
};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The table in which Diesel notes what ran; the statement is Diesel's own.
const NOTES: &str = "CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, \
     run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)";

/// A step: its version and its name (`0061`, `0061_anchor`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What the register notes when it ran.
    pub version: String,
    /// What it is called.
    pub name: String,
}

#[derive(diesel::QueryableByName)]
struct Ran {
    #[diesel(sql_type = Text)]
    version: String,
}

/// The versions of the steps that ran, in order. Nothing is made in a database that is no register.
pub(crate) fn ran(connection: &mut AnyConnection) -> Result<Vec<String>> {
    let there = match connection {
        AnyConnection::Sqlite(_) => {
            "SELECT name AS version FROM sqlite_schema WHERE name = '__diesel_schema_migrations'"
        }
        AnyConnection::Postgres(_) => {
            "SELECT table_name::text AS version FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name = '__diesel_schema_migrations'"
        }
    };
    if versions(connection, there)?.is_empty() {
        nothing_is_hidden(connection)?;
        return Ok(Vec::new());
    }
    versions(
        connection,
        "SELECT CAST(version AS TEXT) AS version FROM __diesel_schema_migrations ORDER BY version",
    )
}

fn versions(connection: &mut AnyConnection, statement: &str) -> Result<Vec<String>> {
    let rows: Vec<Ran> = match connection {
        AnyConnection::Sqlite(connection) => sql_query(statement).load(connection)?,
        AnyConnection::Postgres(connection) => sql_query(statement).load(connection)?,
    };
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// The steps of this program that did not run yet, in order.
pub(crate) fn pending(connection: &mut AnyConnection) -> Result<Vec<Step>> {
    let ran = ran(connection)?;
    Ok(known(connection)?.into_iter().filter(|step| !ran.contains(&step.version)).collect())
}

/// The versions that ran and that this program does not know: a newer program brought the register up to date.
pub(crate) fn unknown(connection: &mut AnyConnection) -> Result<Vec<String>> {
    let mut ran = ran(connection)?;
    if !ran.is_empty() {
        let known = known(connection)?;
        ran.retain(|version| known.iter().all(|step| step.version != *version));
    }
    Ok(ran)
}

/// The steps that this program knows, in order.
pub(crate) fn known(connection: &AnyConnection) -> Result<Vec<Step>> {
    match connection {
        AnyConnection::Sqlite(_) => steps(&sorted::<diesel::sqlite::Sqlite>(SQLITE)?),
        AnyConnection::Postgres(_) => steps(&sorted::<diesel::pg::Pg>(POSTGRES)?),
    }
}

/// Runs the waiting steps in the open transaction, or of them those among `only`; returns how many.
pub(crate) fn run(connection: &mut AnyConnection, only: Option<&[String]>) -> Result<usize> {
    connection.batch_execute(NOTES)?;
    let waiting: Vec<String> = pending(connection)?.into_iter().map(|step| step.version).collect();
    let wanted = |version: &String| only.is_none_or(|only| only.contains(version));
    let waiting: Vec<String> = waiting.into_iter().filter(wanted).collect();
    match connection {
        AnyConnection::Sqlite(connection) => {
            for step in sorted::<diesel::sqlite::Sqlite>(SQLITE)? {
                if waiting.contains(&version_of(step.as_ref())) {
                    step.run(connection).map_err(|fault| broke(step.as_ref(), fault.as_ref()))?;
                }
            }
        }
        AnyConnection::Postgres(connection) => {
            for step in sorted::<diesel::pg::Pg>(POSTGRES)? {
                if waiting.contains(&version_of(step.as_ref())) {
                    step.run(connection).map_err(|fault| broke(step.as_ref(), fault.as_ref()))?;
                }
            }
        }
    }
    for version in &waiting {
        let note = format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}')");
        connection.batch_execute(&note)?;
    }
    Ok(waiting.len())
}

/// Takes away all tables that the steps make, and no other: undoing the steps one by one would stumble over the triggers
/// that stand on the tables.
pub(crate) fn undo_all(connection: &mut AnyConnection) -> Result<()> {
    let mut drops = String::new();
    for table in own_tables()? {
        let name = quoted(&table);
        match connection {
            AnyConnection::Sqlite(_) => drops.push_str(&format!("DROP TABLE IF EXISTS {name};\n")),
            AnyConnection::Postgres(_) => {
                let function = quoted(&format!("touch_{table}"));
                drops.push_str(&format!(
                    "DROP TABLE IF EXISTS {name} CASCADE;\nDROP FUNCTION IF EXISTS {function}() CASCADE;\n"
                ));
            }
        }
    }
    if matches!(connection, AnyConnection::Postgres(_)) {
        for function in OWN_FUNCTIONS {
            drops.push_str(&format!("DROP FUNCTION IF EXISTS {function} CASCADE;\n"));
        }
    }
    let begin = match connection {
        // What refers to what is looked at when all are gone.
        AnyConnection::Sqlite(_) => "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON;",
        AnyConnection::Postgres(_) => "BEGIN;",
    };
    let notes = "DROP TABLE IF EXISTS __diesel_schema_migrations;";
    let done = connection.batch_execute(&format!("{begin}\n{drops}{notes}\nCOMMIT;"));
    if done.is_err() {
        // The first fault is the one that is told.
        let _ = connection.batch_execute("ROLLBACK");
    }
    Ok(done?)
}

/// The functions that the steps make in PostgreSQL, beside those of the triggers.
const OWN_FUNCTIONS: &[&str] = &["search_matches(TEXT, TEXT)"];

/// The tables that the steps make, in by name: those of a register that is made in memory.
fn own_tables() -> Result<Vec<String>> {
    Ok(all_tables(&mut made_in_memory()?)?.into_iter().map(|table| table.name).collect())
}

/// An empty register in memory, as all steps make it.
pub(crate) fn made_in_memory() -> Result<AnyConnection> {
    let mut made = Address::Sqlite(":memory:".to_owned()).connect(Waits::PATIENT, Access::Write)?;
    run(&mut made, None)?;
    Ok(made)
}

fn sorted<DB: diesel::backend::Backend>(of: EmbeddedMigrations) -> Result<Vec<Box<dyn Migration<DB>>>> {
    let mut all =
        MigrationSource::<DB>::migrations(&of).map_err(|fault| StoreError::Migration(fault.to_string()))?;
    all.sort_by_key(|step| version_of(step.as_ref()));
    Ok(all)
}

fn version_of<DB: diesel::backend::Backend>(step: &dyn Migration<DB>) -> String {
    step.name().version().to_string()
}

fn steps<DB: diesel::backend::Backend>(all: &[Box<dyn Migration<DB>>]) -> Result<Vec<Step>> {
    Ok(all
        .iter()
        .map(|step| Step { version: version_of(step.as_ref()), name: step.name().to_string() })
        .collect())
}

fn broke<DB: diesel::backend::Backend>(
    step: &dyn Migration<DB>,
    fault: &dyn std::error::Error,
) -> StoreError {
    StoreError::Migration(format!("{}: {fault}", step.name()))
}
