//! Functions that both engines know: PostgreSQL from its migrations, SQLite from here.

use diesel::{QueryResult, SqliteConnection, define_sql_function, sql_types};
use earnest_model::fold::fold;

define_sql_function! {
    /// Whether a text has a word in any script, case and width.
    fn search_matches(text: sql_types::Text, word: sql_types::Text) -> sql_types::Bool;
}

/// Gives a connection of SQLite the function that PostgreSQL has from its migration.
pub(crate) fn teach(connection: &mut SqliteConnection) -> QueryResult<()> {
    search_matches_utils::register_impl(connection, |text: String, word: String| fold(&text).contains(&word))
}
