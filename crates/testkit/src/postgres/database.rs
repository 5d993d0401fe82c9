//! A database of its own for each test.

use std::io;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::cluster::{self, Cluster};
use crate::give_up;

/// An empty database. It is dropped with the guard, whoever is still connected.
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
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = server();
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("earnest_{}_{number}", std::process::id());
    query(&server, &format!("create database {name} template template0 encoding 'UTF8' locale 'C'"));
    let url = match server.rsplit_once('/') {
        Some((address, _)) => format!("{address}/{name}"),
        None => give_up(&server, &"is not the address of a PostgreSQL database"),
    };
    DatabaseGuard { url, name, server }
}

/// What one SQL statement answers: rows as lines, columns parted by `|`.
///
/// # Panics
/// When the statement fails; the message holds what PostgreSQL said.
#[track_caller]
pub fn query(url: &str, sql: &str) -> String {
    match psql(url, sql) {
        Ok(answer) => answer,
        Err(error) => give_up(sql, &error),
    }
}

impl Drop for DatabaseGuard {
    fn drop(&mut self) {
        // A failure must not hide the test's own; the server is thrown away at the end of the run anyway.
        let _ignored = psql(&self.server, &format!("drop database if exists {} with (force)", self.name));
    }
}

#[track_caller]
fn server() -> String {
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

fn psql(url: &str, sql: &str) -> io::Result<String> {
    let beside = cluster::programs().map(|folder| folder.join("psql")).filter(|it| it.is_file());
    let mut psql = Command::new(beside.unwrap_or_else(|| "psql".into()));
    psql.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only"]);
    psql.args(["--set=ON_ERROR_STOP=1", "--command", sql, url]).stdin(Stdio::null());
    let output = psql.output()?;
    cluster::succeeded("psql", &output)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}
