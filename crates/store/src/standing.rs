//! What stands where a register is, or may be put.

use crate::{
    connection::AnyConnection,
    contents::pairs,
    error::{Result, StoreError},
    schema::register,
};
use diesel::prelude::*;
use earnest_model::mark::{Mark, RegisterKind};

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: a register may be made there.
    Empty,
    /// Tables of something else.
    Foreign,
    /// A register; one that an older program made has no mark.
    Register(Option<Mark>),
}

const SQLITE: &str = "SELECT name AS one, type AS two FROM sqlite_schema WHERE type = 'table'";
const POSTGRES: &str = "SELECT table_name::text AS one, table_type::text AS two \
    FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";

/// What stands in a database.
pub(crate) fn standing(connection: &mut AnyConnection) -> Result<Standing> {
    let statement = match connection {
        AnyConnection::Sqlite(_) => SQLITE,
        AnyConnection::Postgres(_) => POSTGRES,
    };
    let tables = pairs(connection, statement)?;
    let has = |name: &str| tables.iter().any(|row| row.one == name);
    if tables.is_empty() {
        nothing_is_hidden(connection)?;
        return Ok(Standing::Empty);
    }
    if !has("journal") {
        // Tables that were undone leave the notes of the steps behind, and nothing else.
        let alone = tables.iter().all(|row| row.one == "__diesel_schema_migrations");
        return Ok(if alone { Standing::Empty } else { Standing::Foreign });
    }
    Ok(Standing::Register(if has("register") { read(connection)? } else { None }))
}

/// In PostgreSQL a schema that is called as the user stands before the one in which the register was made: a register that
/// is hidden so must not be taken for one that is not there, and none be made in front of it.
pub(crate) fn nothing_is_hidden(connection: &mut AnyConnection) -> Result<()> {
    if matches!(connection, AnyConnection::Sqlite(_)) {
        return Ok(());
    }
    let behind = pairs(connection, HIDDEN)?;
    match behind.first() {
        Some(row) => Err(StoreError::Hidden { register: row.one.clone(), before: row.two.clone() }),
        None => Ok(()),
    }
}

const HIDDEN: &str = "SELECT table_schema::text AS one, current_schema()::text AS two FROM information_schema.tables \
    WHERE table_name = 'journal' AND table_schema <> current_schema() \
    AND table_schema = ANY(current_schemas(false)::text[])";

/// The mark in a register that has the table for it. One that is no text is none: it is a fault of its record, and keeps
/// nobody from looking at the rest.
pub(crate) fn read(connection: &mut AnyConnection) -> Result<Option<Mark>> {
    let row: QueryResult<(String, String, String)> =
        register::table.select((register::kind, register::pack, register::name)).first(connection);
    let row = match row.optional() {
        Err(diesel::result::Error::DeserializationError(_)) => None,
        row => row?,
    };
    Ok(row.map(|(kind, pack, name)| Mark { kind: RegisterKind::of(&kind), pack, name }))
}
