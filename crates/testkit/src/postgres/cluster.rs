//! A throw-away PostgreSQL server: fast, on this machine only, gone at the end.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, fs, io, thread};

use super::scratch;
use super::supervised::{Supervised, User};

/// The environment variable by which `cargo xtask test` names the server of the run to every test.
pub const VARIABLE: &str = "EARNEST_TEST_POSTGRES";

/// The superuser of the server. There is no password: only this machine can reach it, and it holds nothing.
const ROLE: &str = "earnest";

/// How long a server may take to answer: 600 times 50 ms.
const PATIENCE: (u32, Duration) = (600, Duration::from_millis(50));

/// How a server is to be.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    /// How many blocks of 512 bytes a file of its may have.
    pub blocks: Option<u32>,
    /// Settings beside the usual ones.
    pub settings: Vec<String>,
}

/// A running server. Dropping it stops it and removes its files; so does the end of the process.
#[derive(Debug)]
pub struct Cluster {
    url: String,
    /// Held for its `Drop`.
    _server: Supervised,
}

impl Cluster {
    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When PostgreSQL's programs are missing, or `initdb` or the server fails; the message holds what they said.
    pub fn start() -> io::Result<Self> {
        Self::begin(&Wishes::default())
    }

    /// The same as it is wished.
    pub(super) fn begin(wishes: &Wishes) -> io::Result<Self> {
        let programs = programs().ok_or_else(|| {
            io::Error::other("PostgreSQL's `initdb` and `postgres` are missing; run `cargo xtask setup`")
        })?;
        let user = unprivileged_user()?;
        let mut last = io::Error::other("no free port");
        // Between finding a free port and using it another process may take it.
        for _ in 0..3 {
            match Self::start_once(&programs, user, wishes) {
                Ok(cluster) => return Ok(cluster),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn start_once(programs: &Path, user: Option<User>, wishes: &Wishes) -> io::Result<Self> {
        let folder = new_folder(user)?;
        if let Err(error) = initialise(&folder, programs, user, wishes.blocks.is_some()) {
            fs::remove_dir_all(&folder)?;
            return Err(error);
        }
        let port = free_port()?;
        let server = serve(&folder, programs, (user, wishes), port)?;
        Ok(Self { url: format!("postgres://{ROLE}@127.0.0.1:{port}/postgres"), _server: server })
    }

    /// The address of the database `postgres` on this server, for a superuser.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The folder with `initdb` and `postgres`: where PATH leads, else the newest below `/usr/lib/postgresql`.
pub fn programs() -> Option<PathBuf> {
    let search_path = search_path();
    let path = env::split_paths(&search_path).map(|folder| folder.join("initdb"));
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = debian.map(|version| version.path().join("bin/initdb")).collect();
    debian.sort();
    path.chain(debian.into_iter().rev())
        .filter_map(|initdb| fs::canonicalize(initdb).ok())
        .filter_map(|initdb| initdb.parent().map(Path::to_owned))
        .find(|folder| folder.join("postgres").is_file())
}

#[expect(clippy::disallowed_methods, reason = "where this machine keeps its programs")]
fn search_path() -> std::ffi::OsString {
    env::var_os("PATH").unwrap_or_default()
}

/// PostgreSQL refuses to run as root: then the user that Debian's package makes for it, else `nobody`.
pub(super) fn unprivileged_user() -> io::Result<Option<User>> {
    let own = Command::new("id").arg("-u").output()?;
    if String::from_utf8_lossy(&own.stdout).trim() != "0" {
        return Ok(None);
    }
    let list = fs::read_to_string("/etc/passwd")?;
    let user = ["postgres", "nobody"].iter().find_map(|name| user_in(&list, name));
    user.map(Some).ok_or_else(|| io::Error::other("no user `postgres` to run PostgreSQL as"))
}

fn user_in(list: &str, name: &str) -> Option<User> {
    let line = list.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some(User { uid: fields.next()?.parse().ok()?, gid: fields.next()?.parse().ok()? })
}

fn new_folder(user: Option<User>) -> io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("earnest-postgres-{}-{number}", std::process::id());
        let folder = scratch::folder().join(name);
        match fs::create_dir(&folder) {
            Ok(()) => {
                if let Some(user) = user {
                    chown(&folder, Some(user.uid), Some(user.gid))?;
                }
                return Ok(folder);
            }
            // Left behind by a process of the same number that was cut off with its supervisor.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn initialise(folder: &Path, programs: &Path, user: Option<User>, small: bool) -> io::Result<()> {
    let mut initdb = Command::new(programs.join("initdb"));
    initdb.arg("--pgdata").arg(folder.join("data"));
    initdb.args(["--username", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    if small {
        initdb.arg("--wal-segsize=1");
    }
    initdb.current_dir(folder).stdin(Stdio::null());
    if let Some(user) = user {
        initdb.uid(user.uid).gid(user.gid);
    }
    succeeded("initdb", &initdb.output()?)
}

fn serve(
    folder: &Path,
    programs: &Path,
    (user, wishes): (Option<User>, &Wishes),
    port: u16,
) -> io::Result<Supervised> {
    let program = programs.join("postgres");
    let mut postgres = match wishes.blocks {
        None => Command::new(program),
        Some(blocks) => {
            let mut shell = Command::new("sh");
            shell.args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh"]);
            shell.arg(blocks.to_string()).arg(program);
            shell
        }
    };
    postgres.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).args(["-p", &port.to_string()]);
    let settings = [
        "listen_addresses=127.0.0.1",
        "fsync=off",
        "full_page_writes=off",
        "synchronous_commit=off",
        "max_wal_size=256MB",
        "max_connections=200",
    ];
    for setting in settings.into_iter().chain(wishes.settings.iter().map(String::as_str)) {
        postgres.args(["-c", setting]);
    }
    let mut server = Supervised::start(&postgres, folder, "QUIT", user)?;
    wait_for(&mut server, programs, port)?;
    Ok(server)
}

fn wait_for(server: &mut Supervised, programs: &Path, port: u16) -> io::Result<()> {
    let (tries, pause) = PATIENCE;
    for _ in 0..tries {
        let mut ready = Command::new(programs.join("pg_isready"));
        ready.args(["--quiet", "--host=127.0.0.1", &format!("--port={port}")]);
        let answers = ready.status()?.success();
        if answers && server.is_running() {
            return Ok(());
        }
        let log = server.log();
        if !server.is_running() {
            return Err(io::Error::other(format!("PostgreSQL stopped at once: {log}")));
        }
        thread::sleep(pause);
    }
    Err(io::Error::other(format!("PostgreSQL does not answer: {}", server.log())))
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// An error with what the program said, unless it succeeded.
pub fn succeeded(program: &str, output: &Output) -> io::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{program} failed ({}): {}", output.status, said.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_name() {
        let list = "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:PostgreSQL:/var:/bin/bash\n";
        assert_eq!(user_in(list, "postgres"), Some(User { uid: 101, gid: 104 }));
        assert_eq!(user_in(list, "post"), None);
    }
}
