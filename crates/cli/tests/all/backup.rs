//! Backups on the command line: the page on them carried out, and everything that must be refused.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests may break off, and a test of waits measures them"
)]

use earnest_testkit::postgres::fresh_database;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Output},
};

fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_earnest"));
    command.args(arguments.split_whitespace()).current_dir(folder).env_remove("EARNEST_DATABASE");
    command
}

fn earnest(folder: &Path, arguments: &str) -> Output {
    command(folder, arguments).output().unwrap()
}

fn says(folder: &Path, arguments: &str) -> String {
    let ended = earnest(folder, arguments);
    assert!(ended.status.success(), "{arguments}: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

fn refuses(folder: &Path, arguments: &str, why: &str) {
    let ended = earnest(folder, arguments);
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && said.contains(why), "{arguments}: {said}");
}

const UNITS: &str =
    "code,name,parent_code,tier\n52,甲省,,province\n5201,乙市,52,prefecture\n520101,丙县,5201,county\n";

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("units.csv"), UNITS).unwrap();
    says(home.path(), "units import units.csv --database sqlite:register.sqlite");
    home
}

fn head(text: &str) -> String {
    text.lines().find_map(|line| line.strip_prefix("head ")).unwrap().to_owned()
}

#[test]
fn the_page_on_backups_is_carried_out_command_by_command() {
    let home = home();
    let at = home.path();
    let database = fresh_database();
    fs::write(at.join("words"), "a passphrase of several words\n").unwrap();
    let page = include_str!("../../../../docs/backup.md");
    let block = page.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let mut public = String::new();
    let mut noted = String::new();
    let mut ran = 0;
    for line in block.lines().filter(|line| line.starts_with("earnest ")) {
        let line = line.split('#').next().unwrap().trim().trim_start_matches("earnest ");
        let line = line
            .replace("postgres://USER@HOST/NAME", &database.url)
            .replace("PUBLIC-KEY", &public)
            .replace("HASH", &noted);
        let said = says(at, &line);
        if line.starts_with("backup key") {
            said.trim().clone_into(&mut public);
        }
        if line.starts_with("backup create") {
            noted = head(&said);
        }
        ran += 1;
    }
    assert!(ran >= 12, "{ran} commands");
    let first = says(at, "units export --database sqlite:register.sqlite");
    assert_eq!(first, says(at, "units export --database sqlite:restored.sqlite"));
    assert_eq!(first, says(at, &format!("units export --database {}", database.url)));
}

#[test]
fn a_restored_register_has_the_same_head_and_is_whole() {
    let home = home();
    let at = home.path();
    let made = says(at, "backup create --database sqlite:register.sqlite --out one.earnest");
    assert!(made.contains("3 acts"), "{made}");
    assert_eq!(head(&says(at, "backup verify one.earnest")), head(&made));
    assert_eq!(head(&says(at, "backup restore one.earnest --database sqlite:back.sqlite")), head(&made));
    says(at, &format!("journal verify --expect {} --database sqlite:back.sqlite", head(&made)));
    says(at, "doctor --database sqlite:back.sqlite");
    refuses(at, "backup restore one.earnest --database sqlite:back.sqlite", "not empty");
    refuses(at, "backup create --database sqlite:register.sqlite --out one.earnest", "never written over");
    refuses(at, &format!("backup verify one.earnest --expect {}", "0".repeat(64)), "behind");
    refuses(at, "backup verify two.earnest", "no backup");
    fs::write(at.join("two.earnest"), "something else\n").unwrap();
    refuses(at, "backup verify two.earnest", "two.earnest");
}

#[test]
fn a_changed_or_cut_off_backup_is_refused_and_leaves_no_file() {
    let home = home();
    let at = home.path();
    says(at, "backup create --database sqlite:register.sqlite --out one.earnest");
    let whole = fs::read(at.join("one.earnest")).unwrap();
    for part in 0..24 {
        let place = whole.len() * part / 24;
        let mut bytes = whole.clone();
        if part % 4 == 3 {
            bytes.truncate(place)
        } else {
            bytes[place] ^= 1 << (part % 8)
        }
        fs::write(at.join("spoilt.earnest"), bytes).unwrap();
        refuses(at, "backup restore spoilt.earnest --database sqlite:spoilt.sqlite", "spoilt.earnest");
        assert!(!at.join("spoilt.sqlite").exists(), "part {part}");
    }
}

#[test]
fn a_backup_that_has_no_room_leaves_nothing_that_looks_like_one() {
    let home = home();
    let at = home.path();
    let rows: String = (0..5_000).map(|unit| format!("u{unit},unit {unit},r,county\n")).collect();
    fs::write(at.join("many.csv"), format!("code,name,parent_code,tier\nr,root,,province\n{rows}")).unwrap();
    says(at, "units import many.csv --database sqlite:many.sqlite");
    let create = "backup create --database sqlite:many.sqlite --out full.earnest";
    let program = env!("CARGO_BIN_EXE_earnest");
    // A file that may not grow past 64 KiB is refused more as a full disk is.
    let script = format!("trap '' XFSZ; ulimit -f 64; exec {program} {create}");
    let mut shell = Command::new("bash");
    let ended = shell.args(["-c", &script]).current_dir(at).env_remove("EARNEST_DATABASE").output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && said.contains("no backup was made"), "{said}");
    let left = fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(!left.into_iter().any(|name| name.starts_with("full")));
}

#[test]
fn a_folder_of_backups_opens_with_its_own_passphrase_or_key_alone() {
    let home = home();
    let at = home.path();
    fs::write(at.join("words"), "a passphrase\n").unwrap();
    fs::write(at.join("wrong"), "another one\n").unwrap();
    let create = "backup create --database sqlite:register.sqlite";
    for (out, with) in [("folder/", "--passphrase-file words"), ("one.earnest", "--passphrase-file words")] {
        let made = says(at, &format!("{create} --out {out} {with}"));
        assert_eq!(head(&says(at, &format!("backup verify {out} {with}"))), head(&made));
        refuses(at, &format!("backup verify {out}"), "encrypted");
        refuses(at, &format!("backup verify {out} --passphrase-file wrong"), "does not open it");
    }
    let again = says(at, &format!("{create} --out folder/ --passphrase-file words"));
    assert_eq!(head(&says(at, "backup verify folder --passphrase-file words")), head(&again));
    refuses(at, &format!("{create} --out folder/ --passphrase-file wrong"), "does not open it");
    let key = says(at, "backup key --out backup.key");
    refuses(at, "backup key --out backup.key", "backup.key");
    let made = says(at, &format!("{create} --out keyed/ --to {}", key.trim()));
    assert_eq!(head(&says(at, "backup verify keyed --key backup.key")), head(&made));
    let bytes = fs::read(at.join("one.earnest")).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
}

#[test]
fn restoring_and_backing_up_touch_no_folder_that_holds_something_else() {
    let home = home();
    let at = home.path();
    let database = "--database sqlite:register.sqlite";
    fs::create_dir_all(at.join("register.files")).unwrap();
    for inside in ["register.files", "register.files/", "register.files/backups/"] {
        refuses(at, &format!("backup create {database} --out {inside}"), "own attached files");
    }
    says(at, &format!("backup create {database} --out one.earnest"));
    fs::create_dir(at.join("other.files")).unwrap();
    fs::write(at.join("other.files/letter.txt"), "somebody's work").unwrap();
    refuses(at, "backup restore one.earnest --database sqlite:other.sqlite", "empty folder");
    assert!(!at.join("other.sqlite").exists());
    refuses(at, "move --from sqlite:register.sqlite --to sqlite:other.sqlite", "empty folder");
    assert_eq!(fs::read_to_string(at.join("other.files/letter.txt")).unwrap(), "somebody's work");
    says(at, "backup restore one.earnest --database sqlite:third.sqlite");
}

#[test]
fn a_restore_that_was_killed_leaves_no_half_register_and_the_next_one_takes_its_remains_away() {
    let home = home();
    let at = home.path();
    says(at, "backup create --database sqlite:register.sqlite --out one.earnest");
    // What stands there when it is killed: a file beside its place, and a folder that says that it is being filled.
    fs::write(at.join("back.sqlite.filling"), "half").unwrap();
    fs::create_dir_all(at.join("back.files/ab")).unwrap();
    fs::write(at.join("back.files/being-filled"), "").unwrap();
    fs::write(at.join("back.files/ab/half"), "half").unwrap();
    refuses(at, "doctor --database sqlite:back.sqlite", "back.sqlite");
    says(at, "backup restore one.earnest --database sqlite:back.sqlite");
    for gone in ["back.sqlite.filling", "back.files/being-filled", "back.files/ab/half"] {
        assert!(!at.join(gone).exists(), "{gone}");
    }
    says(at, "doctor --database sqlite:back.sqlite");
    fs::create_dir_all(at.join("moved.files")).unwrap();
    fs::write(at.join("moved.files/being-filled"), "").unwrap();
    let moved = says(at, "move --from sqlite:register.sqlite --to sqlite:moved.sqlite");
    assert!(moved.contains("stop it now"), "{moved}");
    assert!(!at.join("moved.files/being-filled").exists());
}

#[test]
fn no_list_is_written_over_a_secret_key() {
    let home = home();
    let at = home.path();
    says(at, "journal key --name register.example --out journal.key");
    let key = fs::read(at.join("journal.key")).unwrap();
    let export = "units export --database sqlite:register.sqlite --replace --out";
    refuses(at, &format!("{export} journal.key"), "a secret key");
    assert_eq!(fs::read(at.join("journal.key")).unwrap(), key);
}

#[test]
fn nothing_is_swept_out_of_a_folder_of_which_nothing_is_the_registers() {
    let home = home();
    let at = home.path();
    let name = "ab".repeat(32);
    fs::create_dir_all(at.join("other.files/ab")).unwrap();
    fs::write(at.join("other.files/ab").join(&name), "evidence of another register").unwrap();
    let sweep = "files sweep --database sqlite:register.sqlite --files other.files";
    refuses(at, sweep, "is it the folder of another one?");
    assert!(at.join("other.files/ab").join(&name).exists());
}

#[test]
fn no_list_is_written_over_the_log_of_a_register() {
    let home = home();
    let at = home.path();
    fs::copy(at.join("register.sqlite"), at.join("served.sqlite")).unwrap();
    fs::write(at.join("served.sqlite-wal"), "what was written last").unwrap();
    let export = "units export --database sqlite:register.sqlite --replace --out";
    refuses(at, &format!("{export} served.sqlite-wal"), "belongs to a register");
    assert_eq!(fs::read_to_string(at.join("served.sqlite-wal")).unwrap(), "what was written last");
}

#[test]
fn demo_replaces_demonstrations_alone() {
    let home = home();
    let at = home.path();
    let before = says(at, "units export --database sqlite:register.sqlite");
    for fresh in ["", "--fresh"] {
        let database = "--database sqlite:register.sqlite";
        refuses(at, &format!("demo --no-serve {fresh} {database}"), "real");
        assert_eq!(says(at, &format!("units export {database}")), before);
    }
    for named in ["file:register.sqlite#", "file:register.sqlite?mode=rwc", "FILE:other.sqlite", ":memory:"] {
        refuses(at, &format!("demo --no-serve --fresh --database sqlite:{named}"), "no path of a file");
        refuses(at, &format!("units import units.csv --database sqlite:{named}"), "no path of a file");
    }
    assert_eq!(says(at, "units export --database sqlite:register.sqlite"), before);
    assert!(fs::read_dir(at).unwrap().all(|file| {
        let name = file.unwrap().file_name().into_string().unwrap();
        !name.contains("building") && !name.contains(':')
    }));
    fs::write(at.join("letter.txt"), "no register at all, but somebody's work").unwrap();
    assert!(!earnest(at, "demo --no-serve --fresh --database sqlite:letter.txt").status.success());
    assert_eq!(fs::read_to_string(at.join("letter.txt")).unwrap(), "no register at all, but somebody's work");
}

#[test]
fn migrate_says_what_it_will_do_and_backs_up_first() {
    let home = home();
    let at = home.path();
    let said = says(at, "migrate --dry-run --database sqlite:register.sqlite");
    assert!(said.contains("up to date"), "{said}");
    refuses(at, "migrate --dry-run --database sqlite:nowhere.sqlite", "no register");
    assert!(!at.join("nowhere.sqlite").exists());
    let said = says(at, "upgrade --check --database sqlite:register.sqlite");
    let version = format!("earnest {}\n", env!("CARGO_PKG_VERSION"));
    assert!(said.starts_with(&version) && said.contains("up to date"), "{said}");
    assert!(!said.contains("ships as"), "{said}");
    refuses(at, "upgrade --check --database sqlite:nowhere.sqlite", "no register");
    assert!(!at.join("nowhere.sqlite").exists());
}

/// A server that is ended when dropped.
struct Served(std::process::Child);

impl Served {
    fn start(at: &Path, more: &str) -> Self {
        let arguments = format!("serve --listen 127.0.0.1:0 --database sqlite:register.sqlite {more}");
        let mut child = command(at, &arguments).stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let place = said.trim().strip_prefix("http://").unwrap();
        // It hears that it is asked to stop from when it answers.
        let mut asking = TcpStream::connect(place).unwrap();
        asking.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        asking.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 "));
        Self(child)
    }

    fn asked_to_stop(mut self) {
        let ended = Command::new("kill").arg(self.0.id().to_string()).status().unwrap();
        assert!(ended.success() && self.0.wait().unwrap().success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_copy_of_the_file_that_lacks_the_log_beside_it_is_known_and_no_other_is_suspected() {
    let home = home();
    let at = home.path();
    let copy = |name: &str| fs::copy(at.join("register.sqlite"), at.join(name)).unwrap();
    let served = Served::start(at, "");
    copy("behind.sqlite");
    says(at, "doctor --database sqlite:register.sqlite");
    copy("behind-again.sqlite");
    for name in ["behind", "behind-again"] {
        let doctor = earnest(at, &format!("doctor --database sqlite:{name}.sqlite"));
        let said = String::from_utf8_lossy(&doctor.stdout);
        assert!(!doctor.status.success() && said.contains("what was written last"), "{said}");
    }
    refuses(at, "units export --database sqlite:behind.sqlite", "backup create");
    refuses(at, "migrate --database sqlite:behind.sqlite", "backup create");
    says(at, "migrate --take-copy --database sqlite:behind.sqlite");
    says(at, "doctor --database sqlite:behind.sqlite");
    let made = says(at, "backup create --database sqlite:register.sqlite --out while.earnest");
    says(at, "backup restore while.earnest --database sqlite:restored.sqlite");
    says(at, "doctor --database sqlite:restored.sqlite");
    drop(served);
    // Whoever only reads folds no log in: the file alone lacks it until somebody opens it to write.
    says(at, "doctor --database sqlite:register.sqlite");
    copy("without-its-log.sqlite");
    refuses(at, "doctor --database sqlite:without-its-log.sqlite", "not whole");
    says(at, "migrate --database sqlite:register.sqlite");
    copy("after-a-kill.sqlite");
    says(at, "doctor --database sqlite:after-a-kill.sqlite");
    let served = Served::start(at, "");
    served.asked_to_stop();
    copy("after-an-end.sqlite");
    says(at, "doctor --database sqlite:after-an-end.sqlite");
    assert!(made.contains("3 acts"));
}

#[test]
fn a_server_that_does_not_start_leaves_the_register_as_it_was() {
    let home = home();
    let at = home.path();
    let busy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    fs::write(at.join("no-folder"), "").unwrap();
    for more in [
        format!("--listen {}", busy.local_addr().unwrap()),
        "--listen 192.0.2.1:8080".to_owned(),
        "--listen 127.0.0.1:0 --backups no-folder".to_owned(),
        "--listen 127.0.0.1:0 --journal-key nowhere".to_owned(),
    ] {
        refuses(at, &format!("serve --database sqlite:register.sqlite {more}"), "error");
        says(at, "doctor --database sqlite:register.sqlite");
        says(at, "journal verify --database sqlite:register.sqlite");
        fs::copy(at.join("register.sqlite"), at.join("copy.sqlite")).unwrap();
        says(at, "journal verify --database sqlite:copy.sqlite");
        fs::remove_file(at.join("copy.sqlite")).unwrap();
    }
}

#[test]
fn a_server_makes_backups_by_itself_and_rehearses_them() {
    let home = home();
    let at = home.path();
    fs::write(at.join("words"), "a passphrase\n").unwrap();
    let served = Served::start(at, "--backups kept --backup-passphrase-file words");
    let doctor = || says(at, "doctor --database sqlite:register.sqlite");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while !doctor().contains("acts was rehearsed") {
        assert!(std::time::Instant::now() < until, "{}", doctor());
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    served.asked_to_stop();
    says(at, "backup verify kept --passphrase-file words");
    let said = doctor();
    assert!(said.contains("one of 3 acts was rehearsed"), "{said}");
}

#[test]
fn a_server_that_cannot_start_leaves_the_register_as_it_was() {
    let home = home();
    let at = home.path();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    refuses(at, &format!("serve --listen 127.0.0.1:{port} --database sqlite:register.sqlite"), "in use");
    fs::write(at.join("file"), "no folder").unwrap();
    assert!(
        !earnest(at, "serve --listen 127.0.0.1:0 --backups file --database sqlite:register.sqlite")
            .status
            .success()
    );
    says(at, "journal verify --database sqlite:register.sqlite");
    says(at, "backup create --database sqlite:register.sqlite --out whole.earnest");
}
