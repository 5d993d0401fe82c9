//! Where the common subset of the two engines ends: many rows at once, and the next free key.

/// Inserts many rows. SQLite is quickest with one prepared statement used again and again;
/// PostgreSQL with many rows a statement, whose number of parameters is limited to 65,535.
macro_rules! insert_batch {
    ($connection:expr, $table:expr, $rows:expr, $columns:expr) => {{
        let rows = $rows;
        match &mut *$connection {
            $crate::connection::AnyConnection::Sqlite(connection) => {
                for row in rows {
                    diesel::insert_into($table).values(row).execute(connection)?;
                }
            }
            $crate::connection::AnyConnection::Postgres(connection) => {
                for chunk in rows.chunks((65_535 / $columns).min(4_000)) {
                    diesel::insert_into($table).values(chunk).execute(connection)?;
                }
            }
        }
    }};
}

/// The next free key of a table. Safe because there is one writer at a time.
macro_rules! next_id {
    ($connection:expr, $table:ident) => {{
        use diesel::dsl::max;
        let last: Option<i64> =
            $crate::schema::$table::table.select(max($crate::schema::$table::id)).first(&mut *$connection)?;
        last.unwrap_or(0) + 1
    }};
}

pub(crate) use {insert_batch, next_id};
