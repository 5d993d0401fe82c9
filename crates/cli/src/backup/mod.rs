//! `earnest backup create|verify|restore|key`

mod lock;
mod locked_files;
mod make;
mod place;
mod rehearse;
mod seal;
mod verify;

pub use lock::Lock;
pub use make::PROGRAM;
pub use place::write_whole;
pub use rehearse::{Backups, Keeper};
pub use verify::lacks;

use crate::{
    database::Database,
    failure::Failure,
    files::FilesFolder,
    sqlite_file::{remove, with_ending},
};
use clap::{Args, Subcommand};
use earnest_app::{
    Context, Store,
    backup::{
        BackupFault,
        backup_make::Made,
        backup_restore::{Restored, Restoring, restore_backup},
    },
    desk::backups_show::{BackupDeed, BackupNote},
};
use lock::{LockWith, OpenWith};
use make::make_into;
use place::{Found, Target};
use serde_json::json;
use std::{
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// Back up the register with its attached files, while people go on working.
    Create(Create),
    /// Restore a backup aside, replay its journal, and check every record, every hash and every attached file.
    Verify(verify::Verify),
    /// Restore a backup into an empty place.
    Restore(Restore),
    /// Make a key of which only the public half has to be where backups are made.
    Key(Key),
}

impl BackupCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Create(command) => command.run(out),
            Self::Verify(command) => command.run(out),
            Self::Restore(command) => command.run(out),
            Self::Key(command) => command.run(out),
        }
    }
}

#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    files: FilesFolder,
    /// A file that is not there yet; or a folder, in which backups share their attached files.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    #[command(flatten)]
    lock: LockWith,
    /// For programs.
    #[arg(long)]
    json: bool,
}

impl Create {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let open = self.database.open_to_read()?;
        let context = open.context();
        if self.files.holds(&self.database.database, &self.out) {
            return Err(Failure::file(
                &self.out,
                "the register's own attached files lie there; name another place",
            ));
        }
        let target = Target::of(&self.out)?;
        let path = target.file(context.now);
        let files = self.files.open_to_read(&context, &self.database.database)?;
        let made = make_into(&context, &target, &path, &self.lock, &*files)?;
        self.note(&context, &path, &made)?;
        tell_made(&made, &path, self.json, out)?;
        match lacking(&made) {
            None => Ok(()),
            Some(lacking) => {
                Err(Failure::new(format!("the backup is made, and {lacking}; see: earnest files verify")))
            }
        }
    }
}

impl Create {
    /// The register notes that it was backed up; one that can only be read does without.
    fn note(&self, context: &Context<'_>, path: &Path, made: &Made) -> Result<(), Failure> {
        let note = BackupNote {
            at: context.now.to_string(),
            place: path.display().to_string(),
            entries: made.entries,
            head: made.head.clone(),
            fault: lacking(made),
        };
        let noted =
            self.database.open().and_then(|open| Ok(open.store.note_backup(BackupDeed::Made, &note)?));
        if let Err(fault) = noted {
            let mut said = std::io::stderr().lock();
            writeln!(said, "the backup is made; that the register notes it failed: {fault}")?;
        }
        Ok(())
    }
}

/// Which attached files are not in a backup, and why.
fn lacking(made: &Made) -> Option<String> {
    let said = |files: &[String], why: &str| {
        (!files.is_empty()).then(|| {
            format!("{} attached files are not in it, since {why}: {}", files.len(), files.join(", "))
        })
    };
    let missing = said(&made.missing, "they are not in their folder");
    let changed = said(&made.changed, "they were changed where they lie or can't be read");
    let said: Vec<String> = missing.into_iter().chain(changed).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn tell_made(made: &Made, path: &Path, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if as_json {
        let told = json!({
            "backup": path.display().to_string(), "entries": made.entries, "head": made.head, "rows": made.rows,
            "files": made.files, "kept": made.kept, "missing": made.missing,
            "changed": made.changed,
        });
        writeln!(out, "{told}")?;
        return Ok(());
    }
    writeln!(
        out,
        "{}: {} acts, {} rows, {} attached files",
        path.display(),
        made.entries,
        made.rows,
        made.files
    )?;
    if made.kept > 0 {
        writeln!(out, "{} of the files lay there already.", made.kept)?;
    }
    writeln!(out, "head {}", made.head)?;
    Ok(())
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup; of a folder of backups, the newest.
    path: PathBuf,
    /// An empty place: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL")]
    database: String,
    #[command(flatten)]
    files: FilesFolder,
    #[command(flatten)]
    open: OpenWith,
    /// Take it even if its records did not agree with its journal when it was made.
    #[arg(long)]
    untrue: bool,
}

impl Restore {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let found = Found::at(&self.path, &self.open)?;
        let mut begun = false;
        let restored = in_empty_place(&self.database, |store| {
            let files = self.files.open_empty(&self.database)?;
            begun = true;
            let restoring = Restoring {
                store,
                files: &files,
                beside: found.beside(),
                untrue: self.untrue,
                sessions: false,
            };
            restore_backup(&restoring, &mut found.lines()?).map_err(|fault| Failure::file(&found.file, fault))
        });
        match &restored {
            Ok(_) => self.files.filled(&self.database)?,
            Err(_) if begun => self.files.remove(&self.database)?,
            Err(_) => {}
        }
        let restored = restored?;
        tell_restored(&restored, &self.database, out)?;
        match lacks(&restored) {
            None => Ok(()),
            Some(lacks) => Err(Failure::file(&found.file, format!("the register is restored, and {lacks}"))),
        }
    }
}

/// Says what came of filling a place.
pub fn tell_restored(restored: &Restored, url: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let (entries, rows, files) = (restored.head.entries, restored.end.rows, restored.end.files);
    writeln!(out, "{url}: {entries} acts, {rows} rows, {files} attached files")?;
    writeln!(out, "head {}", restored.head.head)?;
    match &restored.checked {
        None => writeln!(out, "An older program made it; run: earnest migrate --database {url}")?,
        Some(checked) => match &checked.untrue {
            None => writeln!(out, "{} records, each as the last act on it left it", checked.records)?,
            Some(untrue) => {
                writeln!(out, "It does not hold together, as it did not when it was made: {untrue}")?
            }
        },
    }
    Ok(())
}

/// Opens an empty place and fills it; what was not filled leaves no file behind. A new file is filled beside its place and takes it
/// when it is whole, so that an attempt that was killed leaves no half register there.
pub fn in_empty_place<T>(url: &str, fill: impl FnOnce(&Store) -> Result<T, Failure>) -> Result<T, Failure> {
    let new = url.strip_prefix("sqlite:").map(Path::new).filter(|path| !path.exists());
    if let Some(stray) = new.and_then(stray) {
        return Err(Failure::file(
            &stray,
            "it lies there without its register, which is to come beside it and would be read with it. It may hold what was \
             written last to another file: put it back beside that, or take it away",
        ));
    }
    let beside = new.map(|path| with_ending(path, ".filling"));
    if let Some(beside) = &beside {
        remove(beside)?;
    }
    let at = beside.as_ref().map_or_else(|| url.to_owned(), |beside| format!("sqlite:{}", beside.display()));
    let store = Store::open(&at, 1)?;
    if store.standing()? != earnest_app::Standing::Empty {
        return Err(Failure::new(format!("{url}: {}", earnest_app::StoreError::NotEmpty)));
    }
    let done = fill(&store);
    if done.is_ok() {
        store.checkpoint()?;
    }
    drop(store);
    if let (Some(path), Some(beside)) = (new, beside) {
        if done.is_ok() {
            std::fs::rename(&beside, path).map_err(|fault| Failure::file(path, fault))?;
        }
        remove(&beside)?;
    }
    done
}

/// What SQLite keeps beside a file that is not there.
fn stray(path: &Path) -> Option<PathBuf> {
    ["-wal", "-shm", "-journal"]
        .map(|ending| with_ending(path, ending))
        .into_iter()
        .find(|file| file.exists())
}

impl From<BackupFault> for Failure {
    fn from(fault: BackupFault) -> Self {
        Self::new(fault)
    }
}

#[derive(Debug, Args)]
pub struct Key {
    /// The file that keeps the secret key, for verifying and restoring. One that is there is never overwritten.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Key {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let (secret, public) = lock::new_key();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.out).map_err(|fault| Failure::file(&self.out, fault))?;
        writeln!(file, "{secret}")
            .and_then(|()| file.sync_all())
            .map_err(|fault| Failure::file(&self.out, fault))?;
        writeln!(out, "{public}")?;
        Ok(())
    }
}
