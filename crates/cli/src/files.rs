//! Where attached files lie: a folder, and `earnest files`.

use crate::{database::Database, failure::Failure};
use clap::{Args, Subcommand};
use earnest_app::{
    Context,
    health::Finding,
    ledger::attachments::{
        attachments_verify::{FilesCheck, names_files, sweep_files, verify_files},
        storage::{Files, FilesFault, LyingFile},
    },
};
use earnest_model::Timestamp;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path as Place};
use serde_json::json;
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// Stands in a folder as long as a register that is restored fills it.
const FILLING: &str = "being-filled";

/// Which folder.
#[derive(Debug, Args)]
pub struct FilesFolder {
    /// The folder of attached files [default: beside an SQLite register, NAME.files; else earnest-files].
    #[arg(long, env = "EARNEST_FILES", value_name = "DIR")]
    pub files: Option<PathBuf>,
}

impl FilesFolder {
    /// The folder of the register at `url`.
    fn path(&self, url: &str) -> PathBuf {
        match (&self.files, url.strip_prefix("sqlite:")) {
            (Some(path), _) => path.clone(),
            (None, Some(path)) => Path::new(path).with_extension("files"),
            (None, None) => PathBuf::from("earnest-files"),
        }
    }

    /// Opens it. A new one is made only for a register that names no file: a folder that is gone is a fault.
    pub fn open(&self, context: &Context<'_>, url: &str) -> Result<FolderFiles, Failure> {
        self.must_be_there(context, url)?;
        self.open_or_make(url)
    }

    /// The same for whoever only reads: nothing is made.
    pub fn open_to_read(&self, context: &Context<'_>, url: &str) -> Result<Box<dyn Files>, Failure> {
        self.must_be_there(context, url)?;
        let path = self.path(url);
        if path.is_dir() {
            Ok(Box::new(FolderFiles::open(&path).map_err(Failure::new)?))
        } else {
            Ok(Box::new(NoFiles))
        }
    }

    fn must_be_there(&self, context: &Context<'_>, url: &str) -> Result<(), Failure> {
        let path = self.path(url);
        if !is_marked(&path) && !holds_files(&path)? && names_files(context)? {
            return Err(Failure::file(&path, GONE));
        }
        Ok(())
    }

    /// Opens it for a register that is only coming into being; it is made if it is not there.
    pub fn open_or_make(&self, url: &str) -> Result<FolderFiles, Failure> {
        FolderFiles::open_or_make(&self.path(url))
    }

    /// Opens it for a register that is restored: an empty place, as the register's is.
    ///
    /// What an attempt before began to fill, and could not finish or sweep, is taken away first.
    pub fn open_empty(&self, url: &str) -> Result<FolderFiles, Failure> {
        let path = self.path(url);
        if path.join(FILLING).exists() {
            std::fs::remove_dir_all(&path).map_err(|fault| Failure::file(&path, fault))?;
        }
        if holds_anything(&path)? {
            return Err(Failure::file(
                &path,
                "attached files go into an empty folder, and this one holds something",
            ));
        }
        let files = self.open_or_make(url)?;
        let mark = path.join(FILLING);
        std::fs::write(&mark, "").map_err(|fault| Failure::file(&mark, fault))?;
        Ok(files)
    }

    /// All is in it that is to be.
    pub fn filled(&self, url: &str) -> Result<(), Failure> {
        let mark = self.path(url).join(FILLING);
        std::fs::remove_file(&mark).map_err(|fault| Failure::file(&mark, fault))
    }

    /// Removes the folder that was empty before a register began to be restored, and was not restored.
    pub fn remove(&self, url: &str) -> Result<(), Failure> {
        let path = self.path(url);
        std::fs::remove_dir_all(&path).map_err(|fault| Failure::file(&path, fault))
    }

    /// Whether something lies in it, or is it.
    pub fn holds(&self, url: &str, other: &Path) -> bool {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
        match (whole(&self.path(url)), whole(other)) {
            (Ok(own), Ok(other)) => other.starts_with(&own),
            _ => false,
        }
    }

    /// Looks whether every attachment lies there, without reading the files.
    pub fn look(&self, context: &Context<'_>, url: &str) -> Result<Finding, Failure> {
        let path = self.path(url);
        let check = if path.is_dir() {
            verify_files(context, &FolderFiles::open(&path).map_err(Failure::new)?, false)?
        } else {
            verify_files(context, &NoFiles, false)?
        };
        let said = format!("{} attachments, {}", check.attachments, orphans(&check));
        let gone = check.attachments > 0 && check.lying == 0;
        let gone = gone.then(|| format!("{} attachments, and {}: {GONE}", check.attachments, path.display()));
        Ok(Finding { check: "files", said, fault: gone.or_else(|| fault(&check)) })
    }
}

#[derive(Debug, Subcommand)]
pub enum FilesCommand {
    /// Compute the hash of every attached file anew, and compare it with the register and the journal.
    Verify {
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        files: FilesFolder,
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Remove files that no attachment names and that are older than an hour.
    Sweep {
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        files: FilesFolder,
    },
}

/// Why nothing is removed from a folder of others.
const NOT_OURS: &str = "no file that lies here belongs to this register: is it the folder of another one? \
                        Nothing was removed; name the folder of this register with --files";

/// A file younger than this may belong to an attachment that is just being written.
const YOUNG: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

impl FilesCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Verify { database, files, json } => {
                let open = database.open_to_read()?;
                let check = verify_files(
                    &open.context(),
                    &*files.open_to_read(&open.context(), &database.database)?,
                    true,
                )?;
                tell(&check, *json, out)
            }
            Self::Sweep { database, files } => {
                let open = database.open()?;
                let before = open.now.checked_sub(YOUNG).map_err(Failure::new)?;
                let folder = files.open(&open.context(), &database.database)?;
                // A folder in which nothing belongs to the register belongs to another one.
                let check = verify_files(&open.context(), &folder, false)?;
                if check.lying > 0 && check.lying == check.orphans.len() {
                    return Err(Failure::file(&files.path(&database.database), NOT_OURS));
                }
                let removed = sweep_files(&open.context(), &folder, before)?;
                for name in &removed {
                    writeln!(out, "removed {name}")?;
                }
                writeln!(out, "{} files removed.", removed.len())?;
                Ok(())
            }
        }
    }
}

fn tell(check: &FilesCheck, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if as_json {
        let told = json!({
            "attachments": check.attachments, "files": check.lying, "missing": check.missing,
            "changed": check.changed, "unsworn": check.unsworn, "orphans": check.orphans,
        });
        writeln!(out, "{told}")?;
    } else {
        writeln!(out, "{} attachments, {} files, {}.", check.attachments, check.lying, orphans(check))?;
    }
    fault(check).map_or(Ok(()), |fault| Err(Failure::new(fault)))
}

fn orphans(check: &FilesCheck) -> String {
    match check.orphans.len() {
        0 => "no file without a record".to_owned(),
        count => format!("{count} files without a record (earnest files sweep removes them)"),
    }
}

fn fault(check: &FilesCheck) -> Option<String> {
    let said = |what: &str, ids: &[earnest_model::id::AttachmentId]| {
        let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
        (!ids.is_empty()).then(|| format!("{what}: attachment {}", ids.join(", ")))
    };
    let all = [
        said("not in the folder", &check.missing),
        said("not what was attached", &check.changed),
        said("not what the journal says", &check.unsworn),
    ];
    let all: Vec<_> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// A folder of files, each under its hash: `ab/ab12…`. Written beside and renamed, and on the disk before the register
/// is told.
#[derive(Debug)]
pub struct FolderFiles {
    store: LocalFileSystem,
    path: PathBuf,
    /// Whether it had its mark when it was opened; whoever only reads gives it none.
    marked: bool,
}

/// What stands in every folder of files: where it is missing, the disk is.
const MARK: &str = "README";
const GONE: &str = "the folder of files is not there or empty, but the register names files that lie in it; mount its disk, \
                    bring it back from a backup, or name it with --files";

/// What the mark says: a README of somebody else says something else.
const MARKED: &str = "Attached files of a register, each under its hash.\n";
const OTHERS: &str =
    "the folder holds something, and no attached files of a register; name another one with --files";

/// Whether a folder says that it is one of attached files.
fn is_marked(path: &Path) -> bool {
    std::fs::read(path.join(MARK)).is_ok_and(|mark| mark == MARKED.as_bytes())
}

fn holds_anything(path: &Path) -> Result<bool, Failure> {
    let holds = || Ok(path.is_dir() && std::fs::read_dir(path)?.next().is_some());
    holds().map_err(|fault: std::io::Error| Failure::file(path, fault))
}

/// Whether files lie in a folder under their hashes: in those of older programs no mark does.
fn holds_files(path: &Path) -> Result<bool, Failure> {
    if !path.is_dir() {
        return Ok(false);
    }
    let folder = FolderFiles::open(path).map_err(Failure::new)?;
    Ok(!folder.list().map_err(Failure::new)?.is_empty())
}

impl FolderFiles {
    /// Opens a folder; it is made if it is not there.
    pub fn open_or_make(path: &Path) -> Result<Self, Failure> {
        let fault = |fault: std::io::Error| Failure::file(path, fault);
        if !is_marked(path) {
            if holds_anything(path)? && !holds_files(path)? {
                return Err(Failure::file(path, OTHERS));
            }
            std::fs::create_dir_all(path).map_err(fault)?;
            std::fs::write(path.join(MARK), MARKED).map_err(fault)?;
        }
        Self::open(path).map_err(Failure::new)
    }

    fn open(path: &Path) -> object_store::Result<Self> {
        let store = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
        Ok(Self { store, path: path.to_owned(), marked: is_marked(path) })
    }

    /// The folder that was opened is still there: a disk that went away meanwhile takes its mark with it.
    fn is_there(&self) -> Result<(), FilesFault> {
        let there = if self.marked { is_marked(&self.path) } else { self.path.is_dir() };
        if there { Ok(()) } else { Err(FilesFault(format!("{}: {GONE}", self.path.display()))) }
    }

    /// Runs to its end what the crate offers as a future. The threads that ask are those of synchronous handlers, or
    /// the only one of a command.
    fn run<T>(
        &self,
        act: impl AsyncFnOnce(&LocalFileSystem) -> object_store::Result<T>,
    ) -> Result<T, FilesFault> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(fault_of)?;
        runtime.block_on(act(&self.store)).map_err(fault_of)
    }
}

fn fault_of(fault: impl std::fmt::Display) -> FilesFault {
    FilesFault(fault.to_string())
}

/// Where a file lies. Only a hash is a name, so that nothing leads out of the folder.
fn place(sha256: &str) -> Result<Place, FilesFault> {
    let is_hash = sha256.len() == 64
        && sha256.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    match sha256.get(..2) {
        Some(first) if is_hash => Ok(Place::from(format!("{first}/{sha256}"))),
        _ => Err(FilesFault(format!("`{sha256}` is no SHA-256"))),
    }
}

impl Files for FolderFiles {
    fn put(&self, sha256: &str, bytes: &[u8]) -> Result<(), FilesFault> {
        self.is_there()?;
        let (place, bytes) = (place(sha256)?, PutPayload::from(bytes.to_vec()));
        self.run(async |store| store.put(&place, bytes).await)?;
        Ok(())
    }

    fn get(&self, sha256: &str) -> Result<Option<Vec<u8>>, FilesFault> {
        let place = place(sha256)?;
        self.is_there()?;
        // Whoever opens a pipe waits for somebody to write into it, without end.
        let lies = self.path.join(place.as_ref());
        if std::fs::metadata(&lies).is_ok_and(|found| !found.is_file()) {
            return Err(FilesFault(format!("{} is no file", lies.display())));
        }
        self.run(async |store| match store.get(&place).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(fault) => Err(fault),
        })
    }

    fn list(&self) -> Result<Vec<LyingFile>, FilesFault> {
        let found = self.run(async |store| {
            let mut found = Vec::new();
            for folder in store.list_with_delimiter(None).await?.common_prefixes {
                found.extend(store.list_with_delimiter(Some(&folder)).await?.objects);
            }
            Ok(found)
        })?;
        let lying = found.into_iter().filter_map(|object| {
            let sha256 = object.location.filename()?.to_owned();
            place(&sha256).ok()?;
            let written_at = Timestamp::from_millisecond(object.last_modified.timestamp_millis()).ok()?;
            Some(LyingFile { sha256, written_at })
        });
        Ok(lying.collect())
    }

    fn remove(&self, sha256: &str) -> Result<(), FilesFault> {
        let place = place(sha256)?;
        self.run(async |store| match store.delete(&place).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            other => other,
        })
    }
}

/// A folder that is not there.
struct NoFiles;

impl Files for NoFiles {
    fn put(&self, _: &str, _: &[u8]) -> Result<(), FilesFault> {
        Err(FilesFault("there is no folder".to_owned()))
    }

    fn get(&self, _: &str) -> Result<Option<Vec<u8>>, FilesFault> {
        Ok(None)
    }

    fn list(&self) -> Result<Vec<LyingFile>, FilesFault> {
        Ok(Vec::new())
    }

    fn remove(&self, _: &str) -> Result<(), FilesFault> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use earnest_model::ledger::attachments::attachment::digest;

    #[test]
    fn a_folder_that_holds_something_else_is_not_taken() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(MARK), "of something else\n").unwrap();
        assert!(FolderFiles::open_or_make(home.path()).is_err());
        let name = digest(b"evidence");
        let lying = home.path().join(&name[..2]);
        std::fs::create_dir(&lying).unwrap();
        std::fs::write(lying.join(&name), b"evidence").unwrap();
        assert!(FolderFiles::open_or_make(home.path()).is_ok(), "files of an older program");
        FolderFiles::open_or_make(&home.path().join("new")).unwrap();
        assert!(is_marked(&home.path().join("new")));
    }

    #[test]
    fn a_file_lies_in_the_folder_under_its_hash_until_it_is_removed() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(MARK), MARKED).unwrap();
        let files = FolderFiles::open(home.path()).unwrap();
        let name = digest(b"evidence");
        assert_eq!(files.get(&name).unwrap(), None);
        files.put(&name, b"evidence").unwrap();
        files.put(&name, b"evidence").unwrap();
        assert_eq!(files.get(&name).unwrap().as_deref(), Some(&b"evidence"[..]));
        assert_eq!(std::fs::read(home.path().join(&name[..2]).join(&name)).unwrap(), b"evidence");
        std::fs::write(home.path().join(&name[..2]).join("stray"), "x").unwrap();
        let names: Vec<_> = files.list().unwrap().into_iter().map(|file| file.sha256).collect();
        assert_eq!(names, [name.as_str()], "what is no hash is not ours");
        files.remove(&name).unwrap();
        files.remove(&name).unwrap();
        assert_eq!(files.list().unwrap(), []);
        std::fs::remove_file(home.path().join(MARK)).unwrap();
        assert!(files.put(&name, b"evidence").is_err() && files.get(&name).is_err(), "the disk went away");
        assert_eq!(files.list().unwrap(), [], "and nothing was made in its place");
        for other in ["../../etc/passwd", "", "ab", &"A".repeat(64)] {
            assert!(files.get(other).is_err(), "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_the_place_of_a_file_is_no_file_and_nobody_waits_for_it() {
        let home = tempfile::tempdir().unwrap();
        let files = FolderFiles::open_or_make(home.path()).unwrap();
        let name = digest(b"evidence");
        std::fs::create_dir(home.path().join(&name[..2])).unwrap();
        let pipe = home.path().join(&name[..2]).join(&name);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(files.get(&name).unwrap_err().to_string().ends_with("is no file"));
    }

    #[test]
    fn the_folder_stands_beside_the_register_unless_it_is_named() {
        let beside = FilesFolder { files: None };
        assert_eq!(beside.path("sqlite:/srv/a.sqlite"), Path::new("/srv/a.files"));
        assert_eq!(beside.path("postgres://host/a"), Path::new("earnest-files"));
        let named = FilesFolder { files: Some("/srv/evidence".into()) };
        assert_eq!(named.path("sqlite:/srv/a.sqlite"), Path::new("/srv/evidence"));
    }
}
