//! Functions that both engines know: PostgreSQL from its migrations, SQLite from here.

use diesel::{QueryResult, SqliteConnection, define_sql_function, sql_types};
use earnest_model::fold::{has_initials, searched};

/// Before a word that is looked for as initials of a name. No folded word begins with it: it is no sign of any text.
pub(crate) const INITIALS: char = '\u{1}';

define_sql_function! {
    /// Whether a text has a word in any script, case and width.
    fn search_matches(text: sql_types::Text, word: sql_types::Text) -> sql_types::Bool;
}

/// Gives a connection of SQLite the function that PostgreSQL has from its migration.
pub(crate) fn teach(connection: &mut SqliteConnection) -> QueryResult<()> {
    search_matches_utils::register_impl(connection, |text: String, word: String| {
        match word.strip_prefix(INITIALS) {
            Some(letters) => has_initials(&text, letters),
            None => searched(&text).contains(&word),
        }
    })
}
