//! Giving all rows, streamed from one snapshot: tables by name, rows by their keys.

use crate::{
    Snapshot,
    connection::AnyConnection,
    contents::{Table, all_tables, pairs, quoted},
    error::{Result, StoreError},
    migration,
};
use diesel::{
    RunQueryDsl, connection::DefaultLoadingMode, pg::PgRowByRowLoadingMode, sql_query, sql_types::Text,
};
use serde_json::Value;

/// A piece of a register.
#[derive(Debug)]
pub enum Piece<'p> {
    /// A table begins: its name and its columns.
    Table(&'p str, &'p [String]),
    /// A row of the table that began last.
    Row(&'p str),
}

/// How far a register's journal goes, and which steps brought its tables to where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many entries the journal has.
    pub entries: i64,
    /// The hash of the last; empty if there is none.
    pub hash: String,
    /// The versions of the steps.
    pub versions: Vec<String>,
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

impl Snapshot {
    /// How far the register goes; it may be of an older program.
    pub fn head(&mut self) -> Result<Head> {
        head(self.connection())
    }

    /// The hashes of all attached files, each once; the register may be of an older program.
    pub fn file_hashes(&mut self) -> Result<Vec<String>> {
        file_hashes(self.connection())
    }

    /// Of which records these files are, and what they are called there.
    pub fn attached(&mut self, hashes: &[String]) -> Result<Vec<(String, String)>> {
        attached(self.connection(), hashes)
    }

    /// Gives every table and every row.
    pub fn give<E: From<StoreError>>(
        &mut self,
        take: &mut dyn FnMut(Piece<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let connection = self.connection();
        for table in all_tables(connection)? {
            let columns = names(&table);
            take(Piece::Table(&table.name, &columns))?;
            rows(connection, &table, &mut |line| take(Piece::Row(line)))?;
        }
        Ok(())
    }
}

pub(super) fn file_hashes(connection: &mut AnyConnection) -> Result<Vec<String>> {
    if all_tables(connection)?.iter().all(|table| table.name != "attachment") {
        return Ok(Vec::new());
    }
    let statement = "SELECT DISTINCT sha256 AS one, '' AS two FROM attachment ORDER BY sha256";
    Ok(pairs(connection, statement)?.into_iter().map(|row| row.one).collect())
}

/// Of which records these files are, and what they are called there: hash, `measure 7, minutes.pdf`.
pub(super) fn attached(connection: &mut AnyConnection, hashes: &[String]) -> Result<Vec<(String, String)>> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let statement = "SELECT sha256 AS one, record || ' ' || CAST(record_id AS TEXT) || ', ' || name AS two \
         FROM attachment ORDER BY id";
    let all = pairs(connection, statement)?.into_iter();
    Ok(all.filter(|row| hashes.contains(&row.one)).map(|row| (row.one, row.two)).collect())
}

pub(super) fn head(connection: &mut AnyConnection) -> Result<Head> {
    let last = "SELECT CAST(place AS TEXT) AS one, hash AS two FROM journal ORDER BY place DESC LIMIT 1";
    let (entries, hash) = match pairs(connection, last)?.into_iter().next() {
        Some(row) => {
            let place = row.one.parse();
            (place.map_err(|_| StoreError::meaningless(row.one, "a place of the journal"))?, row.two)
        }
        None => (0, String::new()),
    };
    Ok(Head { entries, hash, versions: migration::ran(connection)? })
}

/// The names of a table's columns, sorted: the engines may have them in different orders.
pub(super) fn names(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = table.columns().iter().map(|column| column.name.clone()).collect();
    names.sort();
    names
}

fn rows<E: From<StoreError>>(
    connection: &mut AnyConnection,
    table: &Table,
    take: &mut dyn FnMut(&str) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let statement = statement(connection, table);
    let query = sql_query(statement);
    match connection {
        AnyConnection::Sqlite(connection) => {
            let rows = query.load_iter::<Line, DefaultLoadingMode>(connection).map_err(StoreError::from)?;
            for row in rows {
                take(&canonical(table, &row.map_err(StoreError::from)?.line)?)?;
            }
        }
        AnyConnection::Postgres(connection) => {
            let rows =
                query.load_iter::<Line, PgRowByRowLoadingMode>(connection).map_err(StoreError::from)?;
            for row in rows {
                take(&canonical(table, &row.map_err(StoreError::from)?.line)?)?;
            }
        }
    }
    Ok(())
}

/// The engines write JSON with different blanks; this is the one form.
fn canonical(table: &Table, line: &str) -> Result<String> {
    let cells: Vec<Value> =
        serde_json::from_str(line).map_err(|_| StoreError::meaningless(line, "a row of text and numbers"))?;
    let told =
        |fault: serde_json::Error| StoreError::Misfit { table: table.name.clone(), why: fault.to_string() };
    serde_json::to_string(&cells).map_err(told)
}

fn statement(connection: &AnyConnection, table: &Table) -> String {
    let mut columns: Vec<_> = table.columns().iter().collect();
    columns.sort_by(|one, other| one.name.cmp(&other.name));
    let mut key = table.key_columns();
    if key.is_empty() {
        key.clone_from(&columns);
    }
    let (array, cells, order): (_, Vec<String>, Vec<String>) = match connection {
        AnyConnection::Sqlite(_) => (
            "json_array",
            columns.iter().map(|column| quoted(&column.name)).collect(),
            key.iter().map(|column| quoted(&column.name)).collect(),
        ),
        AnyConnection::Postgres(_) => {
            let cell = |name: String, truth: bool| if truth { format!("{name}::integer") } else { name };
            // Bytes decide, as on SQLite.
            let order = |name: String, number: bool| {
                if number { name } else { format!("{name} COLLATE \"C\"") }
            };
            (
                "json_build_array",
                columns.iter().map(|column| cell(quoted(&column.name), column.truth)).collect(),
                key.iter().map(|column| order(quoted(&column.name), column.number)).collect(),
            )
        }
    };
    format!(
        "SELECT CAST({array}({}) AS TEXT) AS line FROM {} ORDER BY {}",
        cells.join(", "),
        quoted(&table.name),
        order.join(", ")
    )
}
