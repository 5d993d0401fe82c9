//! What can go wrong in the register.

use diesel::result::DatabaseErrorKind;

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A fault of the register or of the way to it; nothing was half done.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Something was written of which no act tells. A fault of the program: nothing is kept.
    #[error("{0:?} wrote something and no act tells of it")]
    Untold(earnest_model::action::ActionKind),
    /// Work outside the journal touched a record in the chain. A fault of the program: nothing is kept.
    #[error("{table} {key} was written outside the journal")]
    WroteOutside {
        /// The table.
        table: String,
        /// The record.
        key: String,
    },
    /// An act was to be told of which nothing was written. A fault of the program: nothing is kept.
    #[error("{0:?} wrote nothing that its act could tell of")]
    NothingWritten(earnest_model::action::ActionKind),
    /// The address is of no known kind.
    #[error("`{0}` is no database address; use sqlite:PATH or postgres://USER@HOST/NAME")]
    Address(String),
    /// The address names something that is no plain path of a file.
    #[error("`{0}` is no path of a file alone; write sqlite:PATH, as in sqlite:register.sqlite")]
    NoPath(String),
    /// The database did not let us in.
    #[error("the database can't be opened: {0}")]
    Connect(#[from] diesel::ConnectionError),
    /// There is no way through TLS to the database.
    #[error(transparent)]
    Tunnel(#[from] earnest_tunnel::TunnelError),
    /// A statement failed.
    #[error("the database refused a statement: {0}")]
    Query(#[from] diesel::result::Error),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(String),
    /// A newer program brought the register up to date.
    #[error(
        "a newer program brought this register up to date: it holds steps that this one does not know ({0}). \
         Nothing was read or written; use the newer program"
    )]
    Newer(String),
    /// The register was opened to be read alone.
    #[error("the register was opened to be read, and nothing can be written into it so")]
    OnlyRead,
    /// What was written last lies in a log beside the file, and neither may be written, as reading both together needs.
    #[error(
        "{0} has a log beside it (-wal) that can be read only where its folder may be written; copy both to such a place"
    )]
    LogOutOfReach(String),
    /// What stands there is no register of this program.
    #[error("the database holds tables that are no register; a register wants a database of its own")]
    Foreign,
    /// An empty schema of PostgreSQL stands in front of the one that holds the register.
    #[error(
        "the schema `{before}` stands in front of the schema `{register}`, in which a register is, and hides it. Nothing was \
         read or written; take the empty schema away, or set the search_path of the user to `{register}`"
    )]
    Hidden {
        /// The schema that holds the register.
        register: String,
        /// The schema in front of it.
        before: String,
    },
    /// A register was to be put where something stands.
    #[error("the place is not empty, and nothing is ever put over what stands there; name an empty place")]
    NotEmpty,
    /// What is to be put in does not fit the tables.
    #[error("what is to be put into `{table}` does not fit: {why}")]
    Misfit {
        /// The table.
        table: String,
        /// Why.
        why: String,
    },
    /// What is no demonstration was to be thrown away.
    #[error("this is no demonstration, and nothing but a demonstration is ever thrown away")]
    NoDemonstration,
    /// Work was to end without an act in which the tables were not brought up to date. A fault of the program.
    #[error("work without an act that did not bring the tables up to date")]
    NotMigrated,
    /// No reader became free in time.
    #[error("no connection became free in time: {0}")]
    Busy(#[from] diesel::r2d2::PoolError),
    /// The server was found to say nothing, and says nothing still.
    #[error("the database says nothing")]
    Silent,
    /// Whoever asked has gone, or reading took longer than it may: nothing more is read.
    #[error("reading was broken off")]
    Interrupted,
    /// Somebody else writes, and for longer than one waits.
    #[error("the register can't be written to now: {0}")]
    Held(String),
    /// A stored value has no meaning: somebody changed the database by hand.
    #[error("the register holds `{value}` where {expected} belongs")]
    Meaningless {
        /// What stands there.
        value: String,
        /// What should.
        expected: &'static str,
    },
    /// Others wrote what was to be written over, or what is shown with it, after it was seen: the places of their acts.
    /// Nothing was done.
    #[error("others wrote the same records meanwhile")]
    Overtaken(Vec<i64>),
    /// The work would have been committed: it was a rehearsal, and nothing was done.
    #[error("a rehearsal: nothing was done")]
    Rehearsed,
    /// The record is not there, or not within the permit.
    #[error("no such record within the permit")]
    NotFound,
}

impl StoreError {
    /// Whether what was read can't be what the program wrote: no fault of the way to the database.
    pub fn is_of_contents(&self) -> bool {
        matches!(self, Self::Meaningless { .. } | Self::Query(diesel::result::Error::DeserializationError(_)))
    }

    /// A stored value that can't be read as what it should be.
    pub fn meaningless(value: impl Into<String>, expected: &'static str) -> Self {
        Self::Meaningless { value: value.into(), expected }
    }

    /// A fault before anything was begun: of whatever kind, somebody may come again.
    pub(crate) fn held(fault: Self) -> Self {
        match fault {
            Self::Query(fault) => Self::Held(fault.to_string()),
            other => other,
        }
    }

    /// Whether reading was broken off, since it took too long or nobody waits for it.
    pub fn is_interrupted(&self) -> bool {
        match self {
            Self::Interrupted => true,
            Self::Query(fault) => {
                let words = fault.to_string();
                words == "interrupted" || words.contains("statement timeout")
            }
            _ => false,
        }
    }

    /// Whether it passes by itself or by what the operator does with the machine: the same request may succeed later.
    pub fn passes(&self) -> bool {
        match self {
            Self::Connect(_) | Self::Busy(_) | Self::Held(_) | Self::Silent | Self::Interrupted => true,
            Self::Query(diesel::result::Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _)) => true,
            Self::Query(fault) => {
                let words = fault.to_string();
                PASSING.iter().any(|passing| words.contains(passing))
            }
            _ => false,
        }
    }
}

/// What may hit any number of rows: none is right, too.
pub(crate) fn any(_: usize) {}
/// What the engines say of outages; they have no codes that Diesel hands on.
const PASSING: &[&str] = &[
    "database is locked",
    "database or disk is full",
    "disk I/O error",
    "attempt to write a readonly database",
    "unable to open database file",
    "could not extend file",
    "No space left on device",
    "lock timeout",
    // What follows in a transaction in which a wait was given up.
    "current transaction is aborted",
    "statement timeout",
    "interrupted",
    "terminating connection",
    "server closed the connection",
    "no connection to the server",
    "could not receive data from server",
    "SSL connection has been closed",
];

/// What must have hit one row and hit another number hit nothing that is there.
pub(crate) fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}
