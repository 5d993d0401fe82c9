//! Where a backup is written and found: one file, or a folder of backups that share their attached files.

use super::{
    lock::{Lock, LockWith, LockingWriter, OpenWith, Unlock, open_locked},
    locked_files::LockedFiles,
    seal::{SealingWriter, open_sealed},
};
use crate::{failure::Failure, files::FolderFiles};
use earnest_app::{backup::BackupFault, ledger::attachments::storage::Files};
use earnest_model::Timestamp;
use std::{
    fs,
    io::{BufRead, BufWriter, Write},
    path::{Path, PathBuf},
};

/// How the files of backups end.
const ENDING: &str = "earnest";

/// Where a backup is to be written.
pub enum Target {
    /// Into a file that is not there yet.
    File(PathBuf),
    /// Into a folder, beside those that are there.
    Folder(PathBuf),
}

impl Target {
    /// A folder that is there, or a name that ends like one, is a folder of backups; all else is a file.
    pub fn of(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/') {
            fs::create_dir_all(path).map_err(|fault| Failure::file(path, fault))?;
            return Ok(Self::Folder(path.to_owned()));
        }
        if path.exists() {
            return Err(Failure::file(path, "it is there, and a backup is never written over anything"));
        }
        Ok(Self::File(path.to_owned()))
    }

    /// The file of a backup that is made at this moment.
    pub fn file(&self, at: Timestamp) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Folder(path) => {
                let moment: String = at.to_string().chars().filter(|sign| !"-:".contains(*sign)).collect();
                let whole = moment.split('.').next().unwrap_or_default().trim_end_matches('Z');
                (0..)
                    .map(|try_| match try_ {
                        0 => path.join(format!("{whole}Z.{ENDING}")),
                        more => path.join(format!("{whole}Z-{more}.{ENDING}")),
                    })
                    .find(|path| !path.exists())
                    .unwrap_or_else(|| path.join(format!("{whole}Z.{ENDING}")))
            }
        }
    }

    /// Where the folder's attached files lie, and how they are locked.
    pub fn files(&self, with: &LockWith) -> Result<(Option<Box<dyn Files>>, Lock), Failure> {
        let Self::Folder(path) = self else { return Ok((None, with.lock()?)) };
        match with.lock()? {
            Lock::Open => Ok((Some(Box::new(FolderFiles::open_or_make(&path.join("files"))?)), Lock::Open)),
            Lock::To(recipient) => {
                let files = LockedFiles::open(path, Lock::To(recipient.clone()), Unlock::Nothing)?;
                Ok((Some(Box::new(files)), Lock::To(recipient)))
            }
            // One passphrase for the folder: it opens a key that all its files are locked to.
            Lock::Passphrase(words) => {
                let key = LockedFiles::key_of(path, &words, true)?;
                let files = LockedFiles::open(path, Lock::To(key.to_public()), Unlock::Nothing)?;
                Ok((Some(Box::new(files)), Lock::To(key.to_public())))
            }
        }
    }
}

/// Writes a file beside and gives it its name when it is whole and on the disk. What breaks off leaves nothing.
pub fn write_whole<T>(
    path: &Path,
    lock: &Lock,
    write: impl FnOnce(&mut dyn Write) -> Result<T, BackupFault>,
) -> Result<T, Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let told = |fault: &dyn std::fmt::Display| Failure::file(path, format!("no backup was made: {fault}"));
    let file = fs::File::create(&beside).map_err(|fault| told(&fault))?;
    let done = (|| -> Result<T, BackupFault> {
        let mut sealing = SealingWriter::new(LockingWriter::new(lock, BufWriter::new(file))?);
        let done = write(&mut sealing)?;
        let file = sealing.finish()?.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        if path.exists() {
            return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
        }
        fs::rename(&beside, path)?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(done)
    })();
    done.map_err(|fault| {
        // The first fault is the one that is told.
        let _ = fs::remove_file(&beside);
        told(&fault)
    })
}

/// A backup that is there.
pub struct Found {
    /// Its file.
    pub file: PathBuf,
    unlock: Unlock,
    beside: Option<Box<dyn Files>>,
}

impl Found {
    /// A file is itself; of a folder it is the newest.
    pub fn at(path: &Path, with: &OpenWith) -> Result<Self, Failure> {
        let file = if path.is_dir() { newest(path)? } else { path.to_owned() };
        if !file.exists() {
            return Err(Failure::file(&file, "there is no backup"));
        }
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let mut unlock = with.unlock()?;
        let locked = LockedFiles::are_in(&folder);
        if let (Unlock::Passphrase(words), true) = (&unlock, LockedFiles::has_key(&folder)) {
            unlock = Unlock::Key(LockedFiles::key_of(&folder, words, false)?);
        }
        let plain = folder.join("files");
        let beside: Option<Box<dyn Files>> = match &unlock {
            Unlock::Key(key) if locked => {
                let (lock, unlock) = (Lock::To(key.to_public()), Unlock::Key(key.clone()));
                Some(Box::new(LockedFiles::open(&folder, lock, unlock)?))
            }
            _ if plain.is_dir() => Some(Box::new(FolderFiles::open_or_make(&plain)?)),
            _ => None,
        };
        Ok(Self { file, unlock, beside })
    }

    /// Where its attached files lie, if beside it.
    pub fn beside(&self) -> Option<&dyn Files> {
        self.beside.as_deref()
    }

    /// Its lines.
    pub fn lines(&self) -> Result<impl BufRead + use<>, Failure> {
        let file = fs::File::open(&self.file).map_err(|fault| Failure::file(&self.file, fault))?;
        let plain = open_locked(&self.unlock, file).map_err(|fault| Failure::file(&self.file, fault))?;
        Ok(open_sealed(plain))
    }
}

/// The newest backup of a folder: their names tell when they were made.
pub fn newest(folder: &Path) -> Result<PathBuf, Failure> {
    let told = |fault: std::io::Error| Failure::file(folder, fault);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            found.push(path);
        }
    }
    found.sort_by_key(|path| path.file_stem().map(std::ffi::OsStr::to_owned));
    found.pop().ok_or_else(|| Failure::file(folder, "there is no backup in this folder"))
}
