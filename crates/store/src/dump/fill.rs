//! Filling an empty place with all rows of a register, in one transaction: all of it or nothing.

use super::give::{Head, attached, file_hashes, head, names};
use crate::{
    Reader, Store, Work,
    connection::AnyConnection,
    contents::{self, Table, all_tables, pairs, quoted},
    error::{Result, StoreError},
};
use diesel::{
    RunQueryDsl,
    connection::SimpleConnection,
    query_builder::BoxedSqlQuery,
    sql_query,
    sql_types::{BigInt, Nullable, Text},
    sqlite::Sqlite,
};
use serde_json::Value;

/// Cells in one statement: on SQLite each is a parameter, of which it takes 32,766.
const CELLS: usize = 2_000;
/// Bytes of rows in one statement.
const BYTES: usize = 1 << 20;

/// A place that is being filled. Dropped without [`Filling::finish`], it is empty again.
pub struct Filling<'s> {
    work: Work<'s>,
    tables: Vec<Table>,
    /// Which of them is being filled.
    current: Option<Table>,
    rows: Vec<String>,
    bytes: usize,
    /// Statements that put back what PostgreSQL would check row by row.
    again: Vec<String>,
}

impl Store {
    /// Begins to fill an empty place with tables as those steps leave them.
    pub fn fill(&self, versions: &[String]) -> Result<Filling<'_>> {
        let mut work = Work::begin_with_steps(self.writer()?, versions)?;
        let connection: &mut AnyConnection = &mut work.connection;
        let ran = crate::migration::ran(connection)?;
        if let Some(unknown) = versions.iter().find(|version| !ran.contains(version)) {
            return Err(StoreError::Newer(unknown.clone()));
        }
        let again = loosen(connection)?;
        let tables = all_tables(connection)?;
        for table in &tables {
            connection.batch_execute(&format!("DELETE FROM {}", quoted(&table.name)))?;
        }
        Ok(Filling { work, tables, current: None, rows: Vec::new(), bytes: 0, again })
    }
}

impl Filling<'_> {
    /// A table begins. It must be there with these columns.
    pub fn table(&mut self, name: &str, columns: &[String]) -> Result<()> {
        self.flush()?;
        let misfit = |why: &str| StoreError::Misfit { table: name.to_owned(), why: why.to_owned() };
        let place = self.tables.iter().position(|table| table.name == name);
        let table = self.tables.remove(place.ok_or_else(|| misfit("no such table, or it came before"))?);
        if names(&table) != columns {
            return Err(misfit("its columns are others"));
        }
        self.current = Some(table);
        Ok(())
    }

    /// A row of the table that began last.
    pub fn row(&mut self, line: &str) -> Result<()> {
        self.bytes += line.len();
        self.rows.push(line.to_owned());
        let columns = self.current.as_ref().map_or(1, |table| table.columns().len().max(1));
        if self.rows.len() * columns >= CELLS || self.bytes >= BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let Some(table) = &self.current else {
            return Err(StoreError::Misfit {
                table: String::new(),
                why: "a row before any table".to_owned(),
            });
        };
        match &mut *self.work.connection {
            AnyConnection::Sqlite(connection) => insert_sqlite(table, &self.rows)?.execute(connection)?,
            AnyConnection::Postgres(connection) => {
                let rows = format!("[{}]", self.rows.join(","));
                sql_query(postgres_statement(table)).bind::<Text, _>(rows).execute(connection)?
            }
        };
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }

    /// All rows are there: every table came, and what refers to something refers to what is there.
    pub fn settle(&mut self) -> Result<()> {
        self.flush()?;
        if let Some(table) = self.tables.first() {
            let why = "it did not come".to_owned();
            return Err(StoreError::Misfit { table: table.name.clone(), why });
        }
        for statement in std::mem::take(&mut self.again) {
            self.work.connection.batch_execute(&statement)?;
        }
        if all_tables(&mut self.work.connection)?.iter().any(|table| table.name == "register") {
            // What was served there is not served here.
            self.work.connection.batch_execute("UPDATE \"register\" SET served_at = NULL")?;
        }
        self.must_refer_to_what_is_there()?;
        contents::install(&mut self.work.connection)?;
        self.work.connection.0.prepare()?;
        Ok(self.work.connection.batch_execute("ANALYZE")?)
    }

    /// On SQLite the rows came in unchecked; PostgreSQL checked when its constraints were put back.
    fn must_refer_to_what_is_there(&mut self) -> Result<()> {
        let AnyConnection::Sqlite(_) = &*self.work.connection else { return Ok(()) };
        let stray = "SELECT \"table\" AS one, parent AS two FROM pragma_foreign_key_check LIMIT 1";
        match pairs(&mut self.work.connection, stray)?.into_iter().next() {
            None => Ok(()),
            Some(row) => {
                let why = format!("a row of it refers to none of `{}`", row.two);
                Err(StoreError::Misfit { table: row.one, why })
            }
        }
    }

    /// Whether its tables are those of this program.
    pub fn is_up_to_date(&mut self) -> Result<bool> {
        Ok(crate::migration::pending(&mut self.work.connection)?.is_empty())
    }

    /// The hashes of all attached files, each once.
    pub fn file_hashes(&mut self) -> Result<Vec<String>> {
        file_hashes(&mut self.work.connection)
    }

    /// Of which records these files are, and what they are called there.
    pub fn attached(&mut self, hashes: &[String]) -> Result<Vec<(String, String)>> {
        attached(&mut self.work.connection, hashes)
    }

    /// How far it goes.
    pub fn head(&mut self) -> Result<Head> {
        head(&mut self.work.connection)
    }

    /// Reads what has been filled in so far.
    pub fn reader(&mut self) -> Reader<'_> {
        self.work.reader()
    }

    /// Keeps it.
    pub fn finish(self) -> Result<()> {
        self.work.close_migrated()
    }
}

/// Rows come in the order of tables' names, not in that in which they refer to each other. Returns what puts back what
/// was taken off.
fn loosen(connection: &mut AnyConnection) -> Result<Vec<String>> {
    if let AnyConnection::Sqlite(_) = connection {
        return Ok(Vec::new());
    }
    let references = pairs(
        connection,
        "SELECT conrelid::regclass::text || ' CONSTRAINT ' || quote_ident(conname) AS one, \
             pg_get_constraintdef(oid) AS two \
         FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace",
    )?;
    let mut again = Vec::with_capacity(references.len());
    for reference in references {
        let (table, constraint) = reference.one.split_once(" CONSTRAINT ").unwrap_or((&reference.one, ""));
        connection.batch_execute(&format!("ALTER TABLE {table} DROP CONSTRAINT {constraint}"))?;
        again.push(format!("ALTER TABLE {table} ADD CONSTRAINT {constraint} {}", reference.two));
    }
    Ok(again)
}

fn columns(table: &Table) -> String {
    names(table).iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// The engine itself takes the rows apart.
fn postgres_statement(table: &Table) -> String {
    let mut sorted: Vec<_> = table.columns().iter().collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    let cells = sorted.iter().enumerate().map(|(place, column)| {
        let text = format!("(line ->> {place})");
        match (column.truth, column.number) {
            (true, _) => format!("{text}::integer::boolean"),
            (false, true) => format!("{text}::bigint"),
            (false, false) => text,
        }
    });
    format!(
        "INSERT INTO {} ({}) SELECT {} FROM json_array_elements($1::json) AS rows (line)",
        quoted(&table.name),
        columns(table),
        cells.collect::<Vec<_>>().join(", ")
    )
}

/// Each cell as a parameter: SQLite's own JSON ends a text at a NUL.
fn insert_sqlite<'q>(
    table: &Table,
    rows: &[String],
) -> Result<BoxedSqlQuery<'q, Sqlite, diesel::query_builder::SqlQuery>> {
    let width = table.columns().len();
    let misfit = |why: &str| StoreError::Misfit { table: table.name.clone(), why: why.to_owned() };
    let row = format!("({})", vec!["?"; width].join(", "));
    let statement = format!(
        "INSERT INTO {} ({}) VALUES {}",
        quoted(&table.name),
        columns(table),
        vec![row; rows.len()].join(", ")
    );
    let mut query = sql_query(statement).into_boxed::<Sqlite>();
    for row in rows {
        let cells: Vec<Value> = serde_json::from_str(row).map_err(|_| misfit("a row is no array"))?;
        if cells.len() != width {
            return Err(misfit("a row has another number of cells"));
        }
        for cell in cells {
            query = match cell {
                Value::Null => query.bind::<Nullable<Text>, _>(None::<String>),
                Value::String(text) => query.bind::<Text, _>(text),
                Value::Number(number) => {
                    query.bind::<BigInt, _>(number.as_i64().ok_or_else(|| misfit("a number is not whole"))?)
                }
                _ => return Err(misfit("a cell is neither text nor number")),
            };
        }
    }
    Ok(query)
}
