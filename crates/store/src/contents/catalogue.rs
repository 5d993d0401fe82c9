//! Which tables there are, as the engine itself tells, and which of them are no part of the register's history.

use super::ask::{self, literal, quoted};
use crate::{connection::AnyConnection, error::Result};

/// The tables whose rows no act tells of, each with its reason. What does not stand here is in the chain.
pub const OUTSIDE: &[(&str, &str)] = &[
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
    ("tree_node", "hashes of the tree over the acts, held against the chain"),
    ("tree_secret", "what keeps guesses out of the leaves of the tree, held by its root"),
    ("written", "what the chain's entries wrote, held by their hashes"),
];

/// Columns that follow from others and are checked against them: a unit's interval follows from the tree.
const DERIVED: &[(&str, &str)] = &[("unit", "lo"), ("unit", "hi")];

/// A table in the chain.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Its name.
    pub name: String,
    columns: Vec<Column>,
}

#[derive(Debug, Clone)]
struct Column {
    name: String,
    truth: bool,
    number: bool,
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
    fn key_columns(&self) -> Vec<&Column> {
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
            self.columns.iter().filter(|column| !self.is_derived(&column.name)).collect();
        columns.sort_by(|one, other| one.name.cmp(&other.name));
        let parts = columns.iter().map(|column| {
            let (name, text) = (literal(&format!("{}=", column.name)), column.text(""));
            format!("coalesce({name} || CAST(length({text}) AS TEXT) || ':' || {text} || ';', '')")
        });
        parts.collect::<Vec<_>>().join(" || ")
    }

    /// A condition for the rows with these keys; uses the primary key's index where the key is one column.
    pub fn among(&self, keys: &[&str]) -> String {
        let (column, texts) = match self.key_columns().as_slice() {
            [one] if one.number => {
                // A key that is no number names no row.
                let numbers = keys.iter().filter_map(|key| key.parse::<i64>().ok());
                (quoted(&one.name), numbers.map(|number| number.to_string()).collect::<Vec<_>>())
            }
            _ => (self.key(""), keys.iter().map(|key| literal(key)).collect()),
        };
        if texts.is_empty() { "1 = 0".to_owned() } else { format!("{column} IN ({})", texts.join(", ")) }
    }

    /// The columns of which a change is told; `None` for all.
    pub fn told_columns(&self) -> Option<String> {
        let told = self.columns.iter().filter(|column| !self.is_derived(&column.name));
        let told: Vec<String> = told.map(|column| quoted(&column.name)).collect();
        (told.len() < self.columns.len()).then(|| told.join(", "))
    }

    fn is_derived(&self, column: &str) -> bool {
        DERIVED.iter().any(|(table, own)| *table == self.name && *own == column)
    }
}

const SQLITE: &str = "SELECT m.name AS one, c.pk || ' ' || c.type || ' ' || c.name AS two \
    FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid";

const POSTGRES: &str = "SELECT c.table_name::text AS one, \
    coalesce(k.ordinal_position, 0)::text || ' ' || replace(c.data_type, ' ', '-') || ' ' || c.column_name AS two \
    FROM information_schema.columns c \
    LEFT JOIN information_schema.table_constraints t ON t.table_schema = c.table_schema \
        AND t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY' \
    LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = t.constraint_schema \
        AND k.constraint_name = t.constraint_name AND k.table_name = c.table_name AND k.column_name = c.column_name \
    WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position";

/// The tables in the chain, by name.
pub(super) fn tables(connection: &mut AnyConnection) -> Result<Vec<Table>> {
    let statement = match connection {
        AnyConnection::Sqlite(_) => SQLITE,
        AnyConnection::Postgres(_) => POSTGRES,
    };
    let mut tables: Vec<Table> = Vec::new();
    for row in ask::pairs(connection, statement)? {
        let outside = OUTSIDE.iter().any(|(name, _)| *name == row.one);
        if outside || row.one.starts_with("sqlite_") || row.one.starts_with("__diesel") {
            continue;
        }
        if tables.last().is_none_or(|table| table.name != row.one) {
            tables.push(Table { name: row.one.clone(), columns: Vec::new() });
        }
        if let (Some(table), Some(column)) = (tables.last_mut(), column(&row.two)) {
            table.columns.push(column);
        }
    }
    tables.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(tables)
}

/// Reads `1 BIGINT id`: place in the key, type, name.
fn column(text: &str) -> Option<Column> {
    let mut words = text.splitn(3, ' ');
    let key = words.next()?.parse().ok()?;
    let kind = words.next()?.to_ascii_lowercase();
    let name = words.next()?.to_owned();
    Some(Column { name, truth: kind == "boolean", number: kind.contains("int"), key })
}
