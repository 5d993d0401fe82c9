//! An empty register with its schema, made once and copied for each test.
//!
//! What was made is kept under a hash of the migrations, so it is never that of other ones. Whoever opens a copy asks the
//! store for migrations all the same: a binary may be older or newer than the folder.

use crate::{
    give_up,
    postgres::{DatabaseGuard, database_like},
    scratch,
};
use earnest_store::Store;
use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
    process,
    sync::Once,
};
use tempfile::TempDir;

/// Where the migrations lie, a folder for each engine.
const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/migrations");

/// How the folders of registers are called: with the number of the process behind it.
const FOLDER: &str = "earnest-register-";

/// A folder for a register. It goes with its guard; those of processes that were cut off go now.
#[track_caller]
pub fn folder() -> TempDir {
    static SWEPT: Once = Once::new();
    SWEPT.call_once(|| sweep(scratch::folder()));
    let name = format!("{FOLDER}{}-", process::id());
    match tempfile::Builder::new().prefix(&name).tempdir_in(scratch::folder()) {
        Ok(folder) => folder,
        Err(error) => give_up("a folder for a register", &error),
    }
}

/// What lies in memory stays there until somebody removes it. Another may be sweeping too, so that nothing here can fail.
fn sweep(place: &Path) {
    let is_left = |name: &str| {
        let process = name.strip_prefix(FOLDER).and_then(|rest| rest.split_once('-'));
        process.is_some_and(|(number, _)| !Path::new("/proc").join(number).exists())
    };
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_left)) {
        let _ignored = fs::remove_dir_all(entry.path());
    }
}

/// Puts an empty register into the file at this path, which is not there yet.
#[track_caller]
pub fn sqlite_register(at: &Path) {
    let template = kept_at();
    let done = if template.exists() { Ok(()) } else { make_file(&template) };
    if let Err(error) = done.and_then(|()| fs::copy(&template, at)) {
        give_up(&format!("a copy of {}", template.display()), &error);
    }
}

/// An empty register in a database of its own on the tests' server.
#[track_caller]
pub fn postgres_register() -> DatabaseGuard {
    database_like(&format!("earnest_{}", hash_of("postgres")), migrate)
}

#[track_caller]
fn migrate(url: &str) {
    let migrated = Store::open(url, 1).and_then(|store| store.migrate());
    if let Err(error) = migrated {
        give_up("the schema of an empty register", &error);
    }
}

/// Beside what cargo builds, so that it goes when that goes.
fn kept_at() -> PathBuf {
    let program = std::env::current_exe().ok();
    let built = program.as_deref().and_then(Path::parent).and_then(Path::parent);
    let folder = built.map_or_else(std::env::temp_dir, Path::to_owned);
    folder.join(format!("empty-register-{}.sqlite", hash_of("sqlite")))
}

/// Several processes may do it at once: each makes its own, and puts it there whole.
fn make_file(template: &Path) -> io::Result<()> {
    let folder = tempfile::tempdir_in(template.parent().unwrap_or(Path::new(".")))?;
    let draft = folder.path().join("register.sqlite");
    migrate(&format!("sqlite:{}", draft.display()));
    let log = folder.path().join("register.sqlite-wal");
    if log.exists() {
        return Err(io::Error::other("the register was closed and its log is still there"));
    }
    fs::rename(&draft, template)
}

/// A hash of the names and contents of the migrations for an engine.
#[track_caller]
fn hash_of(engine: &str) -> String {
    let folder = Path::new(MIGRATIONS).join(engine);
    let mut files = Vec::new();
    if let Err(error) = collect(&folder, &mut files) {
        give_up(&format!("the migrations in {}", folder.display()), &error);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn collect(folder: &Path, into: &mut Vec<(PathBuf, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else {
            into.push((path.clone(), fs::read(&path)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_register_waits_for_no_migration_and_is_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        for path in [&one, &other] {
            sqlite_register(path);
            let store = Store::open(&format!("sqlite:{}", path.display()), 1).unwrap();
            assert_eq!(store.pending_migrations().unwrap(), 0);
        }
        let database = postgres_register();
        assert_eq!(Store::open(&database.url, 1).unwrap().pending_migrations().unwrap(), 0);
        assert_ne!(database.url, postgres_register().url);
    }

    #[test]
    fn a_file_is_made_afresh_when_it_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let template = folder.path().join("template.sqlite");
        make_file(&template).unwrap();
        make_file(&template).unwrap();
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(left, ["template.sqlite"]);
    }

    #[test]
    fn what_a_process_left_behind_is_removed_and_what_is_in_use_is_not() {
        let place = tempfile::tempdir().unwrap();
        let named = |name: String| place.path().join(name);
        let own = named(format!("{FOLDER}{}-a", process::id()));
        let (left, other) = (named(format!("{FOLDER}999999999-b")), named("another".to_owned()));
        for folder in [&own, &left, &other] {
            fs::create_dir(folder).unwrap();
        }
        sweep(place.path());
        assert!(own.exists() && other.exists() && !left.exists());
    }

    #[test]
    fn the_engines_have_migrations_of_their_own() {
        assert_eq!(hash_of("sqlite"), hash_of("sqlite"));
        assert_ne!(hash_of("sqlite"), hash_of("postgres"));
    }
}
