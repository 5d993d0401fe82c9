//! The program as it is served, with a register of its own and people who send forms, and what stands in the register then.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_testkit::intruder::Intruder;
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
};

const UNITS: &str = "code,name,parent_code,tier\nP,甲省,,province\n";
/// The password of everybody.
pub const PASSWORD: &str = "four unrelated words here";

/// A command.
pub fn earnest(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
    command.args(arguments).current_dir(folder).env_remove("EARNEST_DATABASE");
    command
}

/// What a command says that succeeds.
pub fn says(command: &mut Command) -> String {
    let ended = command.output().unwrap();
    assert!(ended.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

/// A server, killed when dropped.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    pub fn start(folder: &Path, database: &str) -> Self {
        Self::of(&mut earnest(folder, &["serve", "--database", database, "--listen", "127.0.0.1:0"]))
    }

    /// What a command starts.
    pub fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().to_owned();
        Self { child, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// How often each mark stands in the register. A log that a kill left stays where it is: the server looks for it.
pub fn marks(database: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let database = match database.strip_prefix("sqlite:") {
        Some(path) => format!("sqlite:file:{path}?mode=ro"),
        None => database.to_owned(),
    };
    for title in Intruder::at(&database).texts("SELECT title AS text FROM case_study") {
        *found.entry(title).or_default() += 1;
    }
    found
}

/// A register with one unit, and people who hold its office: `office0` and so on.
pub fn set_up(database: &str, folder: &Path, people: usize) {
    fs::write(folder.join("units.csv"), UNITS).unwrap();
    says(&mut earnest(folder, &["units", "import", "units.csv", "--database", database]));
    for number in 0..people {
        let login = format!("office{number}");
        let arguments = ["user", "add", &login, "--title", "office", "--role", "office", "--unit", "P"];
        let mut command = earnest(folder, &[&arguments[..], &["--database", database]].concat());
        let mut added = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        writeln!(added.stdin.take().unwrap(), "{PASSWORD}").unwrap();
        assert!(added.wait().unwrap().success());
    }
}
