//! A copy of an SQLite file without the log beside it is known, and a whole file is never suspected.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_model::{
    actor::Role,
    mark::{Mark, RegisterKind},
};
use earnest_store::Store;
use earnest_testkit::{intruder::Intruder, register::Register};
use std::{fs, path::PathBuf};

fn marked() -> Register {
    let register = Register::empty_sqlite().with_organisation();
    let mark = Mark { kind: RegisterKind::Real, pack: "hospital".into(), name: "ward".into() };
    register.store.mark(&mark, jiff::Timestamp::UNIX_EPOCH).unwrap();
    register.actor(Role::Office, "P");
    register
}

/// Copies the file, and the log beside it if it is to come along.
fn copy(register: &Register, name: &str, with_log: bool) -> PathBuf {
    let from = PathBuf::from(register.url().strip_prefix("sqlite:").unwrap());
    let to = from.with_file_name(name);
    fs::copy(&from, &to).unwrap();
    if with_log {
        fs::copy(log_of(&from), log_of(&to)).unwrap();
    }
    to
}

fn log_of(file: &std::path::Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", file.display()))
}

fn url(file: &std::path::Path) -> String {
    format!("sqlite:{}", file.display())
}

/// Whether it is known as a copy without its log, however it is opened.
fn is_behind(file: &std::path::Path) -> bool {
    let read = Store::open_to_read(&url(file), 1).unwrap().copied_while_served().is_some();
    let written = Store::open(&url(file), 1).unwrap().copied_while_served().is_some();
    assert_eq!(read, written, "{}", file.display());
    read
}

fn entries(store: &Store) -> i64 {
    store.snapshot().unwrap().head().unwrap().entries
}

/// Somebody looks into a file with another program: the engine folds the log in and takes it away.
fn looked_into(file: &std::path::Path) {
    Intruder::at(&url(file)).does("SELECT count(*) FROM unit");
    assert!(!log_of(file).exists());
}

fn begins(store: &Store) {
    store.serving_begins(jiff::Timestamp::UNIX_EPOCH).unwrap();
}

#[test]
fn a_copy_of_what_is_served_is_known_until_the_last_server_has_ended() {
    let register = marked();
    let other = Store::open(register.url(), 1).unwrap();
    begins(&register.store);
    begins(&other);
    assert!(is_behind(&copy(&register, "both.sqlite", false)));
    other.serving_ends().unwrap();
    drop(other);
    register.actor(Role::Office, "P");
    assert!(is_behind(&copy(&register, "one.sqlite", false)), "the other serves it still");
    register.actor(Role::Office, "P");
    assert!(is_behind(&copy(&register, "later.sqlite", false)));
    register.store.serving_ends().unwrap();
    let whole = copy(&register, "none.sqlite", false);
    assert!(!is_behind(&whole));
    assert_eq!(entries(&Store::open(&url(&whole), 1).unwrap()), entries(&register.store));
}

#[test]
fn a_file_whose_log_somebody_folded_in_after_a_kill_is_whole() {
    let register = marked();
    begins(&register.store);
    register.actor(Role::Office, "P");
    let killed = copy(&register, "killed.sqlite", true);
    looked_into(&killed);
    assert!(!is_behind(&killed));
    assert_eq!(entries(&Store::open(&url(&killed), 1).unwrap()), entries(&register.store));
    let carried_on = copy(&register, "carried-on.sqlite", true);
    assert!(!is_behind(&carried_on), "with its log beside it");
}

#[test]
fn however_much_is_written_and_whoever_folds_the_log_in_meanwhile_a_copy_is_known() {
    let register = marked();
    begins(&register.store);
    for _ in 0..3 {
        Intruder::of(&register).does("PRAGMA wal_checkpoint(TRUNCATE)");
        register.actor(Role::Office, "P");
        register.actor(Role::Office, "P");
        assert!(is_behind(&copy(&register, "folded.sqlite", false)));
    }
    let file = PathBuf::from(register.url().strip_prefix("sqlite:").unwrap());
    for written in 0..250 {
        register.actor(Role::Office, "P");
        let long = fs::metadata(log_of(&file)).unwrap().len() > 8 << 20;
        assert!(!long, "the log is folded in at times: {written}");
    }
    assert!(is_behind(&copy(&register, "long.sqlite", false)));
    let killed = copy(&register, "killed.sqlite", true);
    looked_into(&killed);
    assert!(!is_behind(&killed));
    assert_eq!(entries(&Store::open(&url(&killed), 1).unwrap()), entries(&register.store));
}
