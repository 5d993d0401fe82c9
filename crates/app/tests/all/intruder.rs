//! Somebody who holds the database and works past the program.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use diesel::{Connection as _, PgConnection, SqliteConnection, connection::SimpleConnection as _};
use earnest_testkit::register::Register;

/// Carries out statements with no constraint between tables held, as whoever owns the database may.
pub fn intrude(register: &Register, statements: &str) {
    match register.url().strip_prefix("sqlite:") {
        Some(path) => {
            let mut connection = SqliteConnection::establish(path).unwrap();
            connection.batch_execute(&format!("PRAGMA foreign_keys = OFF; {statements}")).unwrap();
        }
        None => {
            let mut connection = PgConnection::establish(register.url()).unwrap();
            connection
                .batch_execute(&format!("SET session_replication_role = replica; {statements}"))
                .unwrap();
        }
    }
}
