//! The port to where files lie. The bytes of an attachment are no part of the register: they lie beside it, each under
//! the SHA-256 of its content. The edge of the program says where.

pub use crate::error::FilesFault;

use earnest_model::Timestamp;

/// A file that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LyingFile {
    /// The name under which it lies: the SHA-256 of what it should hold.
    pub sha256: String,
    /// When it was last written.
    pub written_at: Timestamp,
}

/// Where files lie.
pub trait Files: Send + Sync {
    /// Keeps bytes under their hash: whole and on the disk when it returns, or not at all. Once more does no harm.
    fn put(&self, sha256: &str, bytes: &[u8]) -> Result<(), FilesFault>;
    /// The bytes under a hash, if they are there.
    fn get(&self, sha256: &str) -> Result<Option<Vec<u8>>, FilesFault>;
    /// All files.
    fn list(&self) -> Result<Vec<LyingFile>, FilesFault>;
    /// Removes a file; one that is not there is removed already.
    fn remove(&self, sha256: &str) -> Result<(), FilesFault>;
}
