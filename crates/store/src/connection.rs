//! One connection type over both engines, and what differs between them at the start.

use crate::{
    error::{Result, StoreError},
    functions,
    line::Line,
    read_only::{self, Access},
    relay,
    silence::Silence,
    waits::Waits,
    watched::Watch,
};
use diesel::{
    Connection as _, PgConnection, RunQueryDsl as _, SqliteConnection, connection::SimpleConnection,
    sql_query, sql_types::BigInt,
};
use earnest_tunnel::{Patience, Tunnel};
use std::{net::SocketAddr, sync::Arc, time::Duration};

/// A connection to either engine; queries are written once for both.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// The embedded engine.
    Sqlite(SqliteConnection),
    /// The server.
    Postgres(PgConnection),
}

/// Where a register lives.
#[derive(Debug, Clone)]
pub enum Address {
    /// A file.
    Sqlite(String),
    /// A server.
    Postgres(Server),
}

/// A server, and the way to it.
#[derive(Debug, Clone)]
pub struct Server {
    url: String,
    /// Through TLS, if that is wished.
    tunnel: Option<Arc<Tunnel>>,
    /// What its connections know of its silence.
    silence: Arc<Silence>,
}

impl Server {
    fn reached(url: &str, waits: Waits) -> Result<Self> {
        let connect = Duration::from_secs(waits.connect.as_secs().max(2));
        let tunnel = Tunnel::open(url, Patience { connect, silent: connect * 2 })?;
        Ok(Self { url: url.to_owned(), tunnel: tunnel.map(Arc::new), silence: Arc::default() })
    }

    /// As the client library is to be told of it.
    fn url(&self) -> &str {
        self.tunnel.as_ref().map_or(&self.url, |tunnel| tunnel.url())
    }
}

/// What is acknowledged outlasts a fall of the server, also where it was told not to wait for its log. Where it waits for
/// more than that, it goes on doing so.
const LASTING: &str = "SELECT set_config('synchronous_commit', 'on', false) \
                       WHERE current_setting('synchronous_commit') = 'off'";

impl Address {
    /// Reads an address, and opens the way to a server.
    pub fn parse(url: &str, waits: Waits) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(Server::reached(url, waits)?));
        }
        match url.strip_prefix("sqlite:") {
            // SQLite itself would take these for a URI or for no file, and so mean another file than the rest of us. What
            // other programs write behind a question mark would be part of the name here.
            Some(path)
                if path.to_ascii_lowercase().starts_with("file:")
                    || path.starts_with(":memory:")
                    || path.contains("?mode=") =>
            {
                Err(StoreError::NoPath(path.to_owned()))
            }
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(path.to_owned())),
            _ => Err(StoreError::Address(url.to_owned())),
        }
    }

    /// The address by which all connections of this access come in.
    pub fn for_access(self, access: Access) -> Result<Self> {
        match (self, access) {
            (Self::Sqlite(path), Access::Read) => Ok(Self::Sqlite(read_only::way(&path)?)),
            (address, _) => Ok(address),
        }
    }

    pub fn connect(&self, waits: Waits, access: Access) -> Result<AnyConnection> {
        earnest_sqlite::install();
        self.speaks()?;
        let (address, line) = self.through_a_relay(waits);
        let mut connection = address.connected(waits, access)?;
        connection.set_instrumentation(Watch::besides_the_usual(line));
        Ok(connection)
    }

    /// Whether the server speaks, as far as is known; a file is never silent.
    ///
    /// # Errors
    /// [`StoreError::Silent`] while it says nothing.
    pub fn speaks(&self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(server) => server.silence.is_over(),
        }
    }

    /// The same place through a relay that can be shut, where that can be had.
    fn through_a_relay(&self, waits: Waits) -> (Self, Option<Arc<Line>>) {
        let direct = || (self.clone(), None);
        // Whoever started a command sees that it waits, and each statement of it would pay for the way.
        let (Self::Postgres(server), Some(_)) = (self, waits.statement) else { return direct() };
        let Some(place) = earnest_tunnel::one_server(&server.url) else { return direct() };
        let line = Arc::new(Line::new(place, waits, Arc::clone(&server.silence)));
        let tunnel = server.tunnel.as_deref();
        match relay::open((line.place(), tunnel.and_then(Tunnel::socket)), waits.connect, &line) {
            Ok(at) => {
                // The tunnel stands as long as whoever opened the address holds it.
                let url = found_at(tunnel.map_or(&server.url, Tunnel::plain), at);
                (
                    Self::Postgres(Server { url, tunnel: None, silence: Arc::clone(&server.silence) }),
                    Some(line),
                )
            }
            Err(_) => direct(),
        }
    }

    fn connected(&self, waits: Waits, access: Access) -> Result<AnyConnection> {
        match (self, access) {
            (Self::Sqlite(path), Access::Read) => {
                let mut connection = read_only::open(path)?;
                let busy = waits.lock.as_millis();
                connection.batch_execute(&format!(
                    "PRAGMA busy_timeout = {busy}; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;"
                ))?;
                functions::teach(&mut connection)?;
                Ok(AnyConnection::Sqlite(connection))
            }
            (Self::Sqlite(path), Access::Write) => {
                let mut connection = SqliteConnection::establish(path)?;
                // A reader waits for a writer's checkpoint; a second process waits for the first one's commit. The log is
                // folded in by `copied` alone.
                let busy = format!("PRAGMA busy_timeout = {};", waits.lock.as_millis());
                connection.batch_execute(&busy)?;
                // The file itself keeps the way in which it is written: of what is no register not a byte is changed.
                if !is_foreign(&mut connection)? {
                    connection.batch_execute("PRAGMA journal_mode = WAL")?;
                }
                connection.batch_execute(
                    "PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                     PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
                )?;
                functions::teach(&mut connection)?;
                Ok(AnyConnection::Sqlite(connection))
            }
            (Self::Postgres(server), access) => {
                let mut connection = PgConnection::establish(&within(server.url(), waits))?;
                connection.batch_execute(&waits.on_postgres())?;
                connection.batch_execute(match access {
                    Access::Read => "SET default_transaction_read_only = on",
                    Access::Write => LASTING,
                })?;
                Ok(AnyConnection::Postgres(connection))
            }
        }
    }
}

/// How many tables a file has, and how many that every register has.
#[derive(diesel::QueryableByName)]
struct Tables {
    #[diesel(sql_type = BigInt)]
    whole: i64,
    #[diesel(sql_type = BigInt)]
    ours: i64,
}

/// Whether a file holds tables of something else. One without tables is to become a register.
fn is_foreign(connection: &mut SqliteConnection) -> Result<bool> {
    let statement = "SELECT count(*) AS whole, coalesce(sum(name IN ('journal', '__diesel_schema_migrations')), 0) AS ours \
         FROM sqlite_schema WHERE type = 'table'";
    let Tables { whole, ours } = sql_query(statement).get_result(connection)?;
    Ok(whole > 0 && ours == 0)
}

/// The address with an end to the wait for a server that does not answer, unless the address says something else.
fn within(url: &str, waits: Waits) -> String {
    let connect = waits.connect.as_secs().max(2);
    let ours = [
        ("connect_timeout", connect.to_string()),
        ("tcp_user_timeout", (connect * 2_000).to_string()),
        ("keepalives_idle", "10".to_owned()),
        ("keepalives_interval", "5".to_owned()),
    ];
    let mut whole = url.to_owned();
    for (name, value) in ours {
        if !url.contains(&format!("{name}=")) {
            whole.push(if whole.contains('?') { '&' } else { '?' });
            whole.push_str(&format!("{name}={value}"));
        }
    }
    whole
}

/// The same address, found at a place of this machine. The name of the server stays, for certificates.
fn found_at(url: &str, at: SocketAddr) -> String {
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}hostaddr={}&port={}", at.ip(), at.port())
}

/// Lets a connection take as long as it needs: a migration of a large register is no statement of a page.
pub fn take_time(connection: &mut AnyConnection) -> Result<()> {
    if let AnyConnection::Postgres(connection) = connection {
        connection.batch_execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")?;
    }
    Ok(())
}

/// Makes connections for the pool of readers.
#[derive(Debug, Clone)]
pub struct Manager(pub Address, pub Waits, pub Access);

impl diesel::r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConnection> {
        self.0.connect(self.1, self.2)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<()> {
        Ok(connection.batch_execute("SELECT 1")?)
    }

    fn has_broken(&self, _: &mut AnyConnection) -> bool {
        std::thread::panicking()
    }
}

/// The backend of [`AnyConnection`], for the types of boxed queries.
pub type Backend = <AnyConnection as diesel::Connection>::Backend;
