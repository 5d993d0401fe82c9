//! A server that ends with the process that started it, however that process ends.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The supervisor: starts the server, waits until its standard input is closed, then ends the server and everything
/// it started (its process group), and removes its folder. Closing happens on drop, and by the operating system when
/// the test is killed.
const SUPERVISOR: &str = r#"
folder=$1; signal=$2; shift 2
trap '' INT HUP TERM QUIT
(trap - INT HUP TERM QUIT; exec "$@") </dev/null >"$folder/log" 2>&1 &
server=$!
while read -r line; do :; done
kill "-$signal" 0 2>/dev/null
wait "$server"
for try in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$folder" 2>/dev/null
    [ -e "$folder" ] || break
    sleep 0.2
done
kill -KILL 0
"#;

/// A running server with a folder of its own.
#[derive(Debug)]
pub struct Supervised {
    supervisor: Child,
    folder: PathBuf,
}

impl Supervised {
    /// Starts `command` with its output in `folder/log`. At the end the server gets `signal` (such as `QUIT`), and
    /// `folder` is removed.
    ///
    /// # Errors
    /// When the shell can't be started.
    pub fn start(command: &Command, folder: &Path, signal: &str, user: Option<User>) -> io::Result<Self> {
        let mut supervisor = Command::new("sh");
        supervisor.args(["-c", SUPERVISOR, "supervisor"]).arg(folder).arg(signal);
        supervisor.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            if let Some(value) = value {
                supervisor.env(name, value);
            }
        }
        if let Some(user) = user {
            supervisor.uid(user.uid).gid(user.gid);
        }
        // A group of its own: Ctrl-C at the terminal must not reach it before the test has ended.
        supervisor.current_dir(folder).process_group(0);
        supervisor.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self { supervisor: supervisor.spawn()?, folder: folder.to_owned() })
    }

    /// What the server has printed so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// True while the server runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.supervisor.try_wait(), Ok(None))
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        // Nothing can be done about a supervisor that is already gone.
        let _gone = self.supervisor.wait();
    }
}

/// A user of the operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct User {
    /// The number of the user.
    pub uid: u32,
    /// The number of the user's group.
    pub gid: u32,
}
