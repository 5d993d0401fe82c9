//! A place of files in memory, which a test may spoil.

use earnest_app::ledger::attachments::storage::{Files, FilesFault, LyingFile};
use earnest_model::Timestamp;
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Files in memory, each with the moment at which it was written.
#[derive(Debug, Default)]
pub struct MemoryFiles(Mutex<BTreeMap<String, (Vec<u8>, Timestamp)>>);

impl MemoryFiles {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, (Vec<u8>, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts bytes under a name that need not be their hash, as if written at `at`.
    pub fn spoil(&self, sha256: &str, bytes: &[u8], at: Timestamp) {
        self.all().insert(sha256.to_owned(), (bytes.to_vec(), at));
    }
}

impl Files for MemoryFiles {
    fn put(&self, sha256: &str, bytes: &[u8]) -> Result<(), FilesFault> {
        self.spoil(sha256, bytes, Timestamp::MAX);
        Ok(())
    }

    fn get(&self, sha256: &str) -> Result<Option<Vec<u8>>, FilesFault> {
        Ok(self.all().get(sha256).map(|(bytes, _)| bytes.clone()))
    }

    fn list(&self) -> Result<Vec<LyingFile>, FilesFault> {
        let lying = |(name, (_, at)): (&String, &(Vec<u8>, Timestamp))| LyingFile {
            sha256: name.clone(),
            written_at: *at,
        };
        Ok(self.all().iter().map(lying).collect())
    }

    fn remove(&self, sha256: &str) -> Result<(), FilesFault> {
        self.all().remove(sha256);
        Ok(())
    }
}
