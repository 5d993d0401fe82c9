//! A database of its own for each test.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::cluster::{self, Cluster};
use super::wire::Session;
use crate::give_up;

/// A database. It is dropped with the guard, whoever is still connected.
#[derive(Debug)]
pub struct DatabaseGuard {
    /// Where a client finds it: `postgres://earnest@127.0.0.1:PORT/NAME`.
    pub url: String,
    name: String,
    server: String,
}

/// Makes an empty database (UTF-8, locale C) with a name that no other test has.
///
/// The server is the one that `cargo xtask test` started for the whole run, else one that this process starts for
/// itself.
///
/// # Panics
/// When PostgreSQL is not on this machine or fails; the message says so and how to install it.
#[track_caller]
pub fn fresh_database() -> DatabaseGuard {
    let server = server();
    match Session::open(&server).and_then(|mut session| new_database(&server, &mut session, EMPTY)) {
        Ok(database) => database,
        Err(error) => give_up("an empty database", &error),
    }
}

/// How an empty database is made.
pub(super) const EMPTY: &str = "template template0 encoding 'UTF8' locale 'C'";

/// Makes a database with a name that no other test has, in this way: the end of `create database NAME`.
pub(super) fn new_database(server: &str, session: &mut Session, way: &str) -> io::Result<DatabaseGuard> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("earnest_{}_{number}", std::process::id());
    // A test that was broken off leaves its database, and the number of its process comes again one day.
    session.ask(&format!("drop database if exists {name} with (force)"))?;
    session.ask(&format!("create database {name} {way}"))?;
    Ok(DatabaseGuard { url: beside(server, &name), name, server: server.to_owned() })
}

/// The address of another database on the same server.
pub(super) fn beside(server: &str, name: &str) -> String {
    let address = server.rsplit_once('/').map_or(server, |(address, _)| address);
    format!("{address}/{name}")
}

/// What one SQL statement answers: rows as lines, columns parted by `|`.
///
/// # Panics
/// When the statement fails; the message holds what PostgreSQL said.
#[track_caller]
pub fn query(url: &str, sql: &str) -> String {
    match Session::open(url).and_then(|mut session| session.ask(sql)) {
        Ok(answer) => answer,
        Err(error) => give_up(sql, &error),
    }
}

impl DatabaseGuard {
    /// Ends all connections and lets nobody in until [`Self::open`]: an outage, for this database alone.
    ///
    /// # Panics
    /// When the server refuses.
    #[track_caller]
    pub fn shut(&self) {
        let name = &self.name;
        query(&self.server, &format!("alter database {name} with allow_connections false"));
        let end = "select count(pg_terminate_backend(pid)) from pg_stat_activity";
        query(&self.server, &format!("{end} where datname = '{name}'"));
    }

    /// Lets clients in again.
    ///
    /// # Panics
    /// When the server refuses.
    #[track_caller]
    pub fn open(&self) {
        query(&self.server, &format!("alter database {} with allow_connections true", self.name));
    }
}

impl Drop for DatabaseGuard {
    fn drop(&mut self) {
        // A failure must not hide the test's own; the server is thrown away at the end of the run anyway.
        let sql = format!("drop database if exists {} with (force)", self.name);
        let _ignored = Session::open(&self.server).and_then(|mut session| session.ask(&sql));
    }
}

/// The address of the tests' server.
#[track_caller]
pub(super) fn server() -> String {
    static OWN: OnceLock<io::Result<Cluster>> = OnceLock::new();
    if let Some(url) = server_of_the_run() {
        return url;
    }
    match OWN.get_or_init(Cluster::start) {
        Ok(cluster) => cluster.url().to_owned(),
        Err(error) => give_up("no PostgreSQL for this test (run `cargo xtask test`)", error),
    }
}

#[expect(clippy::disallowed_methods, reason = "the test command names the server of its run")]
fn server_of_the_run() -> Option<String> {
    std::env::var(cluster::VARIABLE).ok().filter(|url| !url.is_empty())
}
