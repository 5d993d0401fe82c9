//! Statements that are made of the catalogue, not typed: names of tables and columns alone are put into them.

use crate::{connection::AnyConnection, error::Result};
use diesel::{
    RunQueryDsl, sql_query,
    sql_types::{Binary, Text},
};

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

/// A key and the bytes that stand for a record. Bytes, since whoever wrote past the program may have left what is no text.
#[derive(Debug, diesel::QueryableByName)]
pub(super) struct Told {
    #[diesel(sql_type = Binary)]
    one: Vec<u8>,
    /// The second.
    #[diesel(sql_type = Binary)]
    pub two: Vec<u8>,
}

impl Told {
    /// The first as text; what is no text in it is made visible.
    pub fn key(&self) -> String {
        String::from_utf8_lossy(&self.one).into_owned()
    }
}

/// The rows of a statement that selects two texts, `one` and `two`, as the bytes that they are.
pub(super) fn bytes(connection: &mut AnyConnection, statement: &str) -> Result<Vec<Told>> {
    Ok(match connection {
        AnyConnection::Sqlite(connection) => {
            let all = format!("SELECT CAST(one AS BLOB) AS one, CAST(two AS BLOB) AS two FROM ({statement})");
            sql_query(all).load(connection)?
        }
        AnyConnection::Postgres(connection) => {
            let all = format!(
                "SELECT convert_to(one, 'UTF8') AS one, convert_to(two, 'UTF8') AS two FROM ({statement}) AS told"
            );
            sql_query(all).load(connection)?
        }
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
