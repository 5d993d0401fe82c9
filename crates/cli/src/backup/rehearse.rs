//! What a server does for its backups by itself: one a day into a folder, and each restored aside and checked.

use super::{
    lacking,
    lock::{LockWith, OpenWith},
    make::make_into,
    place::{Found, Target, newest},
    verify::{lacks, verified},
};
use crate::database::OPERATOR;
use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::{
    Context, Store,
    desk::backups_show::{BackupDeed, BackupNote, show_backups},
    ledger::attachments::storage::Files,
};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    time::Duration,
};

/// Backups that a server makes.
#[derive(Debug, Clone, Args)]
pub struct Backups {
    /// Back the register up into this folder by itself, restore each backup aside, check it, and say what came of it on
    /// /jobs and in doctor.
    #[arg(long, value_name = "DIR", env = "EARNEST_BACKUPS")]
    backups: Option<PathBuf>,
    /// Hours from one backup to the next.
    #[arg(long, value_name = "HOURS", env = "EARNEST_BACKUP_HOURS", default_value_t = 24,
        value_parser = clap::value_parser!(u32).range(1..=24 * 366))]
    backup_hours: u32,
    /// Encrypt them with the passphrase in the first line of this file.
    #[arg(long, value_name = "FILE", env = "EARNEST_BACKUP_PASSPHRASE_FILE")]
    backup_passphrase_file: Option<PathBuf>,
}

/// How often it looks whether something is due.
const REST: Duration = Duration::from_secs(60);

/// A folder that is kept.
pub struct Keeper {
    folder: PathBuf,
    hours: u32,
    lock: LockWith,
    open: OpenWith,
    store: Arc<Store>,
    files: Arc<dyn Files>,
}

impl Backups {
    /// Whoever keeps the folder, if one was named.
    pub fn keeper(&self, store: &Arc<Store>, files: &Arc<dyn Files>) -> Result<Option<Keeper>, Failure> {
        let Some(folder) = &self.backups else { return Ok(None) };
        std::fs::create_dir_all(folder).map_err(|fault| Failure::file(folder, fault))?;
        let (lock, open) = LockWith::words(self.backup_passphrase_file.clone());
        Ok(Some(Keeper {
            folder: folder.clone(),
            hours: self.backup_hours,
            lock,
            open,
            store: Arc::clone(store),
            files: Arc::clone(files),
        }))
    }
}

impl Keeper {
    /// Works until the sender is dropped.
    pub fn run(&self, stop: &mpsc::Receiver<()>) {
        loop {
            if let Err(fault) = self.once() {
                tracing::error!("backups: {fault}");
            }
            match stop.recv_timeout(REST) {
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                _ => return,
            }
        }
    }

    /// Does what is due: a backup, and the rehearsal of the newest if it was not rehearsed yet.
    pub fn once(&self) -> Result<(), Failure> {
        let now = clock::now();
        let context = Context {
            store: &self.store,
            actor: &OPERATOR,
            now,
            today: jiff::tz::Offset::UTC.to_datetime(now).date(),
            seen: None,
            sending: None,
            stood: None,
        };
        let last = show_backups(&context)?;
        if self.is_due(last.made.as_ref(), now) {
            let target = Target::of(&self.folder)?;
            let path = target.file(now);
            let done = make_into(&context, &target, &path, &self.lock, &*self.files);
            let (entries, head, fault) = match done {
                Ok(made) => {
                    let lacking = lacking(&made);
                    (made.entries, made.head, lacking)
                }
                Err(fault) => (0, String::new(), Some(fault.to_string())),
            };
            self.note(BackupDeed::Made, now, &path, (entries, head), fault)?;
        }
        let path = newest(&self.folder)?;
        if last.rehearsed.is_none_or(|note| note.place != told(&path)) {
            let found = Found::at(&path, &self.open);
            let (reached, fault) = match found.and_then(|found| verified(&found, None, None)) {
                Ok(restored) => {
                    let lacks = lacks(&restored);
                    ((restored.head.entries, restored.head.head), lacks)
                }
                Err(fault) => ((0, String::new()), Some(fault.to_string())),
            };
            self.note(BackupDeed::Rehearsed, clock::now(), &path, reached, fault)?;
        }
        Ok(())
    }

    /// Whether a backup is to be made: what was made elsewhere, by hand or before a restore, lies not in this folder.
    fn is_due(&self, made: Option<&BackupNote>, now: jiff::Timestamp) -> bool {
        let own = made.filter(|note| Path::new(&note.place).starts_with(&self.folder));
        // One that is gone from the folder is made anew; one that failed waits for its time.
        let gone = own.is_some_and(|note| note.fault.is_none()) && newest(&self.folder).is_err();
        let passed = own.and_then(|note| note.at.parse::<jiff::Timestamp>().ok()).is_none_or(|at| {
            // A clock that was put back makes no backup wait.
            let passed = now - at;
            passed.as_secs() < 0 || passed.as_secs() >= i64::from(self.hours) * 3_600
        });
        gone || passed
    }

    fn note(
        &self,
        deed: BackupDeed,
        at: jiff::Timestamp,
        path: &Path,
        (entries, head): (i64, String),
        fault: Option<String>,
    ) -> Result<(), Failure> {
        let note = BackupNote { at: at.to_string(), place: told(path), entries, head, fault };
        Ok(self.store.note_backup(deed, &note)?)
    }
}

fn told(path: &Path) -> String {
    path.display().to_string()
}
