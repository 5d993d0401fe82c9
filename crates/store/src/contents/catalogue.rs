//! Which tables there are, as the engine itself tells, and which of them are no part of the register's history.

use super::ask::{self, literal, quoted};
use crate::{connection::AnyConnection, error::Result};
use std::collections::HashSet;

/// The tables whose rows no act tells of, each with its reason. What does not stand here is in the chain.
pub const OUTSIDE: &[(&str, &str)] = &[
    ("__diesel_schema_migrations", "which migrations were carried out"),
    ("backup_note", "backups that were made and rehearsed; each is checked by itself"),
    ("checkpoint", "signed statements about the chain; their signatures hold them"),
    ("device", "from which devices somebody signed in"),
    ("draft", "forms that are not handed in yet, each its writer's own"),
    ("form_key", "whose forms carry which token"),
    ("form_sent", "the answer to a form that was sent, for when it is sent again"),
    ("job", "the queue: work to be done, not what was done"),
    ("journal", "the chain itself"),
    ("kept_form", "forms that were not taken, each its writer's own"),
    ("ledger_import", "files that were brought and are not taken over yet"),
    ("mail_wish", "who wants letters, and what was written to them last"),
    ("notice_read", "up to where somebody read their notices"),
    (
        "security_event",
        "what happened at the door, kept by age; changes of rights are in the journal besides",
    ),
    ("session", "who is signed in"),
    ("signing_note", "whether the server signed when it last looked, or why not"),
    ("tree_node", "hashes of the tree over the acts, held against the chain"),
    ("tree_secret", "what keeps guesses out of the leaves of the tree, held by its root"),
    ("written", "what the chain's entries wrote, held by their hashes"),
];

/// The table of what the register says it is. It is marked before anything happens in it, so that no act of its own tells
/// of that: the first act does, besides what it wrote.
pub(crate) const MARK: &str = "register";

/// Columns of which no act tells: a unit's interval follows from the tree and is checked against it, and while a register
/// is served it says so.
const UNTOLD: &[(&str, &str)] = &[("unit", "lo"), ("unit", "hi"), (MARK, "served_at")];

/// A table in the chain.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Its name.
    pub name: String,
    columns: Vec<Column>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its name.
    pub name: String,
    /// How the engine calls what it holds, in small letters.
    kind: String,
    /// Whether the engine keeps it as a truth.
    pub truth: bool,
    /// Whether it is a whole number.
    pub number: bool,
    /// Its place in the primary key, from 1; 0 if it is not in it.
    key: i32,
}

impl Column {
    /// Its value as text: alike on both engines.
    fn text(&self, of: &str) -> String {
        let name = format!("{of}{}", quoted(&self.name));
        if self.truth {
            format!("CAST(CAST({name} AS INTEGER) AS TEXT)")
        } else {
            format!("CAST({name} AS TEXT)")
        }
    }
}

impl Table {
    /// Its columns, in the order in which the engine has them.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns of its primary key, in their order.
    pub fn key_columns(&self) -> Vec<&Column> {
        let mut key: Vec<&Column> = self.columns.iter().filter(|column| column.key > 0).collect();
        key.sort_by_key(|column| column.key);
        key
    }

    /// The key of a row as text, of the row `of` (`NEW.`, `OLD.`, or nothing): the value, or `length:value` of each.
    pub fn key(&self, of: &str) -> String {
        match self.key_columns().as_slice() {
            [one] => one.text(of),
            several => {
                let parts = several.iter().map(|column| {
                    let text = column.text(of);
                    format!("CAST(length({text}) AS TEXT) || ':' || {text}")
                });
                parts.collect::<Vec<_>>().join(" || ")
            }
        }
    }

    /// The canonical text of a row: what its digest is taken of.
    pub fn canonical(&self) -> String {
        let mut columns: Vec<&Column> =
            self.columns.iter().filter(|column| !self.is_untold(&column.name)).collect();
        columns.sort_by(|one, other| one.name.cmp(&other.name));
        let parts = columns.iter().map(|column| {
            let (name, text) = (literal(&format!("{}=", column.name)), column.text(""));
            format!("coalesce({name} || CAST(length({text}) AS TEXT) || ':' || {text} || ';', '')")
        });
        parts.collect::<Vec<_>>().join(" || ")
    }

    /// What stands behind the canonical text on SQLite, where a table may have lost its strictness: nothing, unless a value
    /// is of another kind than its column. Such a value reads like the right one and equals it nowhere.
    pub fn strayed(&self) -> String {
        let told = self.columns.iter().filter(|column| !self.is_untold(&column.name));
        let stray = told.filter_map(|column| {
            let kind = match column.kind.as_str() {
                "int" | "integer" => "integer",
                kind @ ("text" | "blob" | "real") => kind,
                _ => return None,
            };
            Some(format!("typeof({}) NOT IN ('{kind}', 'null')", quoted(&column.name)))
        });
        let stray: Vec<String> = stray.collect();
        match stray.is_empty() {
            true => "''".to_owned(),
            false => format!("CASE WHEN {} THEN 'of another kind' ELSE '' END", stray.join(" OR ")),
        }
    }

    /// A condition for the rows with these keys, by the primary key's index.
    pub fn among(&self, keys: &[&str]) -> String {
        let columns = self.key_columns();
        // A key that is not written as this table's are names no row.
        let rows: Vec<String> = keys.iter().filter_map(|key| row_of(&columns, key)).collect();
        let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
        match (rows.is_empty(), columns.len()) {
            (true, _) => "1 = 0".to_owned(),
            (false, 1) => format!("{} IN ({})", names.concat(), rows.join(", ")),
            _ => format!("({}) IN (VALUES ({}))", names.join(", "), rows.join("), (")),
        }
    }

    /// The columns of which a change is told; `None` for all.
    pub fn told_columns(&self) -> Option<String> {
        let told = self.columns.iter().filter(|column| !self.is_untold(&column.name));
        let told: Vec<String> = told.map(|column| quoted(&column.name)).collect();
        (told.len() < self.columns.len()).then(|| told.join(", "))
    }

    fn is_untold(&self, column: &str) -> bool {
        UNTOLD.iter().any(|(table, own)| *table == self.name && *own == column)
    }
}

/// The values of a key as they stand in a statement.
fn row_of(columns: &[&Column], key: &str) -> Option<String> {
    let parts = if columns.len() == 1 { vec![key.to_owned()] } else { parts_of(key)? };
    let values = columns.iter().zip(&parts).map(|(column, part)| match column.number {
        true => part.parse::<i64>().ok().map(|number| number.to_string()),
        false => Some(literal(part)),
    });
    let values: Option<Vec<String>> = values.collect();
    values.filter(|_| parts.len() == columns.len()).map(|values| values.join(", "))
}

/// The values of a key of several columns: `length:value` of each, in characters.
fn parts_of(key: &str) -> Option<Vec<String>> {
    let (mut parts, mut rest) = (Vec::new(), key);
    while !rest.is_empty() {
        let (length, after) = rest.split_once(':')?;
        let length: usize = length.parse().ok()?;
        let part: String = after.chars().take(length).collect();
        rest = after.get(part.len()..).filter(|_| part.chars().count() == length)?;
        parts.push(part);
    }
    Some(parts)
}

const SQLITE: &str = "SELECT m.name AS one, c.pk || ' ' || c.type || ' ' || c.name AS two \
    FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid";

/// Of the server's own catalogue: `information_schema` hides keys from whoever may only read.
const POSTGRES: &str = "SELECT c.relname::text AS one, \
    coalesce(array_position(k.conkey, a.attnum), 0)::text || ' ' || replace(format_type(a.atttypid, NULL), ' ', '-') \
        || ' ' || a.attname AS two \
    FROM pg_catalog.pg_class c \
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p' \
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') \
    ORDER BY c.relname, a.attnum";

/// A row for each column that there is.
fn columns(connection: &mut AnyConnection) -> Result<Vec<ask::Pair>> {
    let statement = match connection {
        AnyConnection::Sqlite(_) => SQLITE,
        AnyConnection::Postgres(_) => POSTGRES,
    };
    ask::pairs(connection, statement)
}

/// What the engine's catalogue holds, read once.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// The names of all tables.
    pub names: HashSet<String>,
    /// Those that the program may have made, by name.
    pub all: Vec<Table>,
}

impl Catalogue {
    /// Reads it.
    pub fn read(connection: &mut AnyConnection) -> Result<Self> {
        let rows = columns(connection)?;
        Ok(Self { names: rows.iter().map(|row| row.one.clone()).collect(), all: tables_of(rows) })
    }

    /// The tables in the chain, by name.
    pub fn in_chain(&self) -> Vec<Table> {
        let inside = |table: &&Table| OUTSIDE.iter().all(|(name, _)| *name != table.name);
        self.all.iter().filter(inside).cloned().collect()
    }
}

/// The tables in the chain, by name.
pub(super) fn tables(connection: &mut AnyConnection) -> Result<Vec<Table>> {
    Ok(Catalogue::read(connection)?.in_chain())
}

/// All tables of the register, by name.
pub(crate) fn all_tables(connection: &mut AnyConnection) -> Result<Vec<Table>> {
    Ok(Catalogue::read(connection)?.all)
}

fn tables_of(rows: Vec<ask::Pair>) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for row in rows {
        if row.one.starts_with("sqlite_") || row.one.starts_with("__diesel") {
            continue;
        }
        if tables.last().is_none_or(|table| table.name != row.one) {
            tables.push(Table { name: row.one.clone(), columns: Vec::new() });
        }
        if let (Some(table), Some(column)) = (tables.last_mut(), column(&row.two)) {
            table.columns.push(column);
        }
    }
    // The program makes no table without a key; what has none is somebody else's, and its records have no names.
    tables.retain(|table| !table.key_columns().is_empty());
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    tables
}

/// Reads `1 BIGINT id`: place in the key, type, name.
fn column(text: &str) -> Option<Column> {
    let mut words = text.splitn(3, ' ');
    let key = words.next()?.parse().ok()?;
    let kind = words.next()?.to_ascii_lowercase();
    let name = words.next()?.to_owned();
    Some(Column { name, truth: kind == "boolean", number: kind.contains("int"), kind, key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair() -> Table {
        let column = |name: &str, number, key| {
            let kind = if number { "integer" } else { "text" }.to_owned();
            Column { name: name.to_owned(), kind, truth: false, number, key }
        };
        Table {
            name: "pair".to_owned(),
            columns: vec![column("number", true, 1), column("word", false, 2), column("more", false, 0)],
        }
    }

    #[test]
    fn keys_of_two_columns_are_asked_for_by_their_columns() {
        let keys = ["1:73:ab'", "2:124:x:y甲", "nonsense", "9:7"];
        assert_eq!(pair().among(&keys), "(\"number\", \"word\") IN (VALUES (7, 'ab'''), (12, 'x:y甲'))");
        assert_eq!(pair().among(&["1:x2:ab"]), "1 = 0", "a word is no number");
    }

    proptest! {
        #[test]
        fn a_key_of_several_values_comes_apart_into_them(values in proptest::collection::vec("[a-z0-9:甲']{0,6}", 0..4)) {
            let key: String = values.iter().map(|value| format!("{}:{value}", value.chars().count())).collect();
            prop_assert_eq!(parts_of(&key), Some(values));
        }
    }
}
