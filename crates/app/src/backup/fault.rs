//! Why a backup was not made, or is none.

use crate::ledger::attachments::storage::FilesFault;
use earnest_store::StoreError;

/// Nothing was half done: what was to be written is not there, and a place that was to be filled is empty.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The register.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of attached files.
    #[error(transparent)]
    Files(#[from] FilesFault),
    /// The backup could not be written or read.
    #[error("the backup can't be written or read: {0}")]
    Stream(#[from] std::io::Error),
    /// What was read is no whole backup.
    #[error("this is no whole backup: {0}")]
    Damaged(String),
    /// A newer program made it.
    #[error("a newer program made this backup ({0}); use that program")]
    Newer(String),
    /// What was restored does not hold by itself.
    #[error("the backup was read whole, and what it holds does not hold together: {0}")]
    Untrue(String),
}

impl BackupFault {
    /// What was read is no whole backup.
    pub fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged(why.into())
    }
}
