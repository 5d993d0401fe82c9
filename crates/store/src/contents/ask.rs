//! Statements that are made of the catalogue, not typed: names of tables and columns alone are put into them.

use crate::{connection::AnyConnection, error::Result};
use diesel::{RunQueryDsl, sql_query, sql_types::Text};

/// Two texts a row.
#[derive(Debug, diesel::QueryableByName)]
pub(crate) struct Pair {
    /// The first.
    #[diesel(sql_type = Text)]
    pub one: String,
    /// The second.
    #[diesel(sql_type = Text)]
    pub two: String,
}

/// The rows of a statement that selects two texts, `one` and `two`.
pub(crate) fn pairs(connection: &mut AnyConnection, statement: &str) -> Result<Vec<Pair>> {
    Ok(match connection {
        AnyConnection::Sqlite(connection) => sql_query(statement).load(connection)?,
        AnyConnection::Postgres(connection) => sql_query(statement).load(connection)?,
    })
}

/// A name, quoted for both engines.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as a literal, for both engines.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
