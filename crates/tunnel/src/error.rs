//! What can be wrong with a way before anybody takes it.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why there is no way.
#[derive(Debug, Error)]
pub enum TunnelError {
    /// A word of the address is not known here, and leaving it out could make the way less sure than was wished.
    #[error("the address says {0}, which this program does not know")]
    Unknown(String),
    /// The address is none.
    #[error("the address of the server can't be read: {0}")]
    Address(&'static str),
    /// A file of certificates or keys.
    #[error("{path}: {fault}")]
    File {
        /// Which one.
        path: PathBuf,
        /// What is wrong with it.
        fault: String,
    },
    /// The machine's own certificates.
    #[error("the certificates of this machine can't be read; name a file by sslrootcert=: {0}")]
    Native(String),
    /// What was read can't be used.
    #[error("TLS can't be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// This machine gave no socket, folder or thread.
    #[error("no way to the server could be made on this machine: {0}")]
    Machine(#[from] io::Error),
}
