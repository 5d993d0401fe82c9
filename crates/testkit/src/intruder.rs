//! Somebody who holds the database and works past the program, with no constraint between tables held.

use crate::{give_up, register::Register};
use diesel::{
    Connection as _, PgConnection, QueryResult, RunQueryDsl as _, SqliteConnection,
    connection::SimpleConnection as _, sql_query, sql_types::Text,
};
use earnest_store::Engine;

/// Somebody with the database.
pub struct Intruder(Way);

enum Way {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

impl std::fmt::Debug for Intruder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Intruder").field(&self.engine()).finish()
    }
}

impl Intruder {
    /// In a register.
    #[must_use]
    #[track_caller]
    pub fn of(register: &Register) -> Self {
        Self::at(register.url())
    }

    /// At an address.
    ///
    /// # Panics
    /// When nobody is let in there.
    #[must_use]
    #[track_caller]
    pub fn at(url: &str) -> Self {
        let opened = match url.strip_prefix("sqlite:") {
            Some(path) => SqliteConnection::establish(path).map(Way::Sqlite),
            None => PgConnection::establish(url).map(Way::Postgres),
        };
        let mut intruder = match opened {
            Ok(way) => Self(way),
            Err(error) => give_up(url, &error),
        };
        intruder.does(match intruder.engine() {
            Engine::Sqlite => "PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 5000",
            Engine::Postgres => "SET session_replication_role = replica",
        });
        intruder
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.0 {
            Way::Sqlite(_) => Engine::Sqlite,
            Way::Postgres(_) => Engine::Postgres,
        }
    }

    /// Tries statements; whether the engine took them.
    pub fn tries(&mut self, statements: &str) -> bool {
        self.run(statements).is_ok()
    }

    /// Carries statements out.
    ///
    /// # Panics
    /// When the engine refuses them.
    #[track_caller]
    pub fn does(&mut self, statements: &str) {
        if let Err(error) = self.run(statements) {
            give_up(statements, &error);
        }
    }

    fn run(&mut self, statements: &str) -> QueryResult<()> {
        match &mut self.0 {
            Way::Sqlite(connection) => connection.batch_execute(statements),
            Way::Postgres(connection) => connection.batch_execute(statements),
        }
    }

    /// The texts that a statement selects as `text`.
    ///
    /// # Panics
    /// When the engine refuses it.
    #[track_caller]
    pub fn texts(&mut self, statement: &str) -> Vec<String> {
        let lines: QueryResult<Vec<Line>> = match &mut self.0 {
            Way::Sqlite(connection) => sql_query(statement).load(connection),
            Way::Postgres(connection) => sql_query(statement).load(connection),
        };
        match lines {
            Ok(lines) => lines.into_iter().map(|line| line.text).collect(),
            Err(error) => give_up(statement, &error),
        }
    }
}
