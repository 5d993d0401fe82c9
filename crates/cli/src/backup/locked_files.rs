//! The attached files of a folder of locked backups: each under the hash of what it holds, encrypted.

use super::lock::{Lock, LockingWriter, Unlock, open_locked};
use crate::{failure::Failure, files::FolderFiles};
use age::{
    secrecy::{ExposeSecret as _, SecretString},
    x25519,
};
use earnest_app::ledger::attachments::storage::{Files, FilesFault, LyingFile};
use std::{
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

/// Such files.
pub struct LockedFiles {
    folder: FolderFiles,
    lock: Lock,
    unlock: Unlock,
}

fn place(folder: &Path) -> PathBuf {
    folder.join("files.age")
}

fn key_file(folder: &Path) -> PathBuf {
    folder.join("key.age")
}

impl LockedFiles {
    /// Those of a folder of backups.
    pub fn open(folder: &Path, lock: Lock, unlock: Unlock) -> Result<Self, Failure> {
        Ok(Self { folder: FolderFiles::open_or_make(&place(folder))?, lock, unlock })
    }

    /// Whether there are any.
    pub fn are_in(folder: &Path) -> bool {
        place(folder).is_dir()
    }

    /// Whether the folder has a key that a passphrase opens.
    pub fn has_key(folder: &Path) -> bool {
        key_file(folder).is_file()
    }

    /// The folder's key, opened by its passphrase; made if there is none and it may be.
    pub fn key_of(folder: &Path, words: &SecretString, make: bool) -> Result<x25519::Identity, Failure> {
        let path = key_file(folder);
        let told = |fault: &dyn std::fmt::Display| Failure::file(&path, fault);
        if make && !path.exists() {
            let key = x25519::Identity::generate();
            let mut writer = LockingWriter::new(&Lock::Passphrase(words.clone()), Vec::new())
                .map_err(|fault| told(&fault))?;
            let done = writer.write_all(key.to_string().expose_secret().as_bytes());
            let bytes = done.and_then(|()| writer.finish()).map_err(|fault| told(&fault))?;
            let mut file = fs::File::create_new(&path).map_err(|fault| told(&fault))?;
            file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(|fault| told(&fault))?;
            return Ok(key);
        }
        let file = fs::File::open(&path).map_err(|fault| told(&fault))?;
        let mut text = String::new();
        let mut plain =
            open_locked(&Unlock::Passphrase(words.clone()), file).map_err(|fault| told(&fault))?;
        plain.read_to_string(&mut text).map_err(|fault| told(&fault))?;
        text.trim().parse().map_err(|fault| told(&fault))
    }
}

fn fault_of(fault: impl std::fmt::Display) -> FilesFault {
    FilesFault(fault.to_string())
}

impl Files for LockedFiles {
    fn put(&self, sha256: &str, bytes: &[u8]) -> Result<(), FilesFault> {
        let mut writer = LockingWriter::new(&self.lock, Vec::new()).map_err(fault_of)?;
        writer.write_all(bytes).map_err(fault_of)?;
        self.folder.put(sha256, &writer.finish().map_err(fault_of)?)
    }

    fn get(&self, sha256: &str) -> Result<Option<Vec<u8>>, FilesFault> {
        let Some(locked) = self.folder.get(sha256)? else { return Ok(None) };
        let mut bytes = Vec::new();
        open_locked(&self.unlock, &locked[..])
            .map_err(fault_of)?
            .read_to_end(&mut bytes)
            .map_err(fault_of)?;
        Ok(Some(bytes))
    }

    fn list(&self) -> Result<Vec<LyingFile>, FilesFault> {
        self.folder.list()
    }

    fn remove(&self, sha256: &str) -> Result<(), FilesFault> {
        self.folder.remove(sha256)
    }
}
