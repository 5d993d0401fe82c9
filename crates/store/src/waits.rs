//! How long somebody waits for the register before they are told to come again.

use std::time::{Duration, Instant};

/// This moment, for waits alone.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a connection is waited for is measured where it is waited for"
)]
pub fn now() -> Instant {
    Instant::now()
}

/// The bounds of every wait. A wait without an end is a house that one caller can close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// For the writer, and for a reading connection.
    pub turn: Duration,
    /// For a lock that another process holds.
    pub lock: Duration,
    /// For a table that another process holds, by a connection that only reads: on PostgreSQL nothing but a change of the table
    /// itself keeps readers out.
    pub glance: Duration,
    /// For one statement; `None`: as long as it takes. SQLite has no such bound: its statements end by themselves.
    pub statement: Option<Duration>,
    /// For the database server to let us in.
    pub connect: Duration,
}

impl Waits {
    /// Of commands: whoever started one waits for it, and sees that it waits.
    pub const PATIENT: Self = Self {
        turn: Duration::from_secs(30),
        lock: Duration::from_secs(10),
        glance: Duration::from_secs(10),
        statement: None,
        connect: Duration::from_secs(10),
    };

    /// Of a server of pages: others stand behind.
    pub const SERVING: Self = Self {
        turn: Duration::from_secs(3),
        lock: Duration::from_secs(3),
        glance: Duration::from_secs(1),
        statement: Some(Duration::from_secs(30)),
        connect: Duration::from_secs(2),
    };

    /// The same for connections that only read.
    pub(crate) fn of_readers(self) -> Self {
        Self { lock: self.glance.min(self.lock), ..self }
    }

    /// The statements that set them on a PostgreSQL connection; a transaction that its program forgot ends as well.
    pub(crate) fn on_postgres(self) -> String {
        let milliseconds = |wait: Duration| wait.as_millis();
        let statement = self.statement.map_or(0, milliseconds);
        format!(
            "SET lock_timeout = {}; SET statement_timeout = {statement}; \
             SET idle_in_transaction_session_timeout = {}; SET jit = off",
            milliseconds(self.lock),
            statement * 4,
        )
    }
}
