//! Whether the indexes hold what their tables hold: whatever is counted through one that doesn't is wrong, though every
//! record is as it was left.

use super::ask::{literal, pairs, quoted};
use crate::{connection::AnyConnection, error::Result};
use diesel::connection::SimpleConnection;
use earnest_model::contents::ContentsFault;
use std::collections::BTreeSet;

/// So many faults that concern no index are told.
const NAMED: usize = 10;

/// The indexes that do not hold what their tables hold, and what else the engine finds damaged.
pub(super) fn faults(connection: &mut AnyConnection) -> Result<Vec<ContentsFault>> {
    match connection {
        AnyConnection::Sqlite(_) => of_sqlite(connection),
        AnyConnection::Postgres(_) => of_postgres(connection),
    }
}

/// SQLite looks for itself. What it says of values is left out: whether a record is what it should be, the chain says.
fn of_sqlite(connection: &mut AnyConnection) -> Result<Vec<ContentsFault>> {
    let statement = "SELECT integrity_check AS one, '' AS two FROM pragma_integrity_check";
    let (mut indexes, mut pages) = (BTreeSet::new(), Vec::new());
    for row in pairs(connection, statement)? {
        let said = row.one;
        let of_value = said.contains(" value in ") || said.starts_with("CHECK constraint");
        if said == "ok" || of_value {
            continue;
        }
        match said.rsplit_once(" index ") {
            Some((_, index)) => drop(indexes.insert(index.to_owned())),
            None => pages.push(ContentsFault::Damaged(said)),
        }
    }
    pages.truncate(NAMED);
    Ok(indexes.into_iter().map(ContentsFault::Index).chain(pages).collect())
}

/// The indexes that the server keeps, a line each: the name of the table, and three texts behind one another of which each is
/// a literal of its own: name, columns in order, what it is made of and where.
const INDEXES: &str = "SELECT c.relname::text AS one, n.relname || E'\\n' \
         || CASE WHEN i.indisvalid AND i.indisready AND i.indislive THEN 'in use' ELSE 'out of use' END || E'\\n' \
         || string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' ORDER BY k) || E'\\n' \
         || string_agg(pg_get_indexdef(i.indexrelid, k, true) \
             || CASE WHEN (i.indoption[k - 1] & 1) = 1 THEN ' DESC' ELSE ' ASC' END \
             || CASE WHEN (i.indoption[k - 1] & 2) = 2 THEN ' NULLS FIRST' ELSE ' NULLS LAST' END, ', ' ORDER BY k) \
         || E'\\n' || coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') AS two \
     FROM pg_catalog.pg_index i \
     JOIN pg_catalog.pg_class n ON n.oid = i.indexrelid \
     JOIN pg_catalog.pg_class c ON c.oid = i.indrelid \
     JOIN pg_catalog.pg_am m ON m.oid = n.relam AND m.amname = 'btree' \
     CROSS JOIN generate_series(1, 32) AS k \
     WHERE k <= i.indnkeyatts AND c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' \
     GROUP BY c.relname, n.relname, i.indexrelid, i.indrelid, i.indpred, i.indisvalid, i.indisready, i.indislive \
     ORDER BY c.relname, n.relname";

/// Reads by index alone, or by the table alone; without sorting, the order that is asked for is that of the one index.
const BY_INDEX: [&str; 4] = ["enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_incremental_sort"];
const BY_TABLE: [&str; 3] = ["enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan"];

/// An index of PostgreSQL.
struct Index {
    table: String,
    name: String,
    in_use: bool,
    columns: String,
    order: String,
    of: String,
}

impl Index {
    fn read(table: String, told: &str) -> Option<Self> {
        let mut lines = told.splitn(5, '\n').map(str::to_owned);
        let mut next = || lines.next();
        let (name, in_use) = (next()?, next()? == "in use");
        Some(Self { table, name, in_use, columns: next()?, order: next()?, of: next()? })
    }

    /// How many entries there are, and the sum of what they hold. The entries of an index are read from the index itself,
    /// which keeps the columns.
    fn statement(&self, by_index: bool) -> String {
        let Self { table, columns, order, of, .. } = self;
        let order = if by_index { format!(" ORDER BY {order}") } else { String::new() };
        format!(
            "SELECT {} AS one, count(*)::text || ' ' || coalesce(sum(hashtextextended(held, 0)::numeric), 0)::text \
             AS two FROM (SELECT ROW({columns})::text AS held FROM {} WHERE {of}{order}) AS entries",
            literal(&self.name),
            quoted(table)
        )
    }
}

/// PostgreSQL is asked for each index twice: through it and past it.
fn of_postgres(connection: &mut AnyConnection) -> Result<Vec<ContentsFault>> {
    let rows = pairs(connection, INDEXES)?;
    let indexes: Vec<Index> = rows.into_iter().filter_map(|row| Index::read(row.one, &row.two)).collect();
    let mut answers = Vec::new();
    for (by_index, off) in [(true, BY_INDEX.as_slice()), (false, BY_TABLE.as_slice())] {
        switch(connection, off, "off")?;
        let mut answered = Vec::new();
        for index in indexes.iter().filter(|index| index.in_use) {
            answered.extend(pairs(connection, &index.statement(by_index))?.into_iter().map(|row| row.two));
        }
        switch(connection, off, "DEFAULT")?;
        answers.push(answered);
    }
    let mut answers = answers.into_iter();
    let (through, past) = (answers.next().unwrap_or_default(), answers.next().unwrap_or_default());
    let mut faults: BTreeSet<&str> =
        indexes.iter().filter(|index| !index.in_use).map(|index| index.name.as_str()).collect();
    let used = indexes.iter().filter(|index| index.in_use).map(|index| index.name.as_str());
    faults
        .extend(used.zip(through.iter().zip(&past)).filter(|(_, (one, other))| one != other).map(|it| it.0));
    Ok(faults.into_iter().map(|name| ContentsFault::Index(name.to_owned())).collect())
}

fn switch(connection: &mut AnyConnection, settings: &[&str], to: &str) -> Result<()> {
    let statements: Vec<String> = settings.iter().map(|name| format!("SET LOCAL {name} TO {to}")).collect();
    Ok(connection.batch_execute(&statements.join("; "))?)
}
