//! Room `tunnel`: a way through TLS to a PostgreSQL server.
//!
//! The client library within the program speaks no TLS ([decision 450](../../../docs/decisions/450-tls-to-postgresql-by-a-tunnel.md)).
//! So it speaks to a socket in a folder that only this user may enter, and what it says is carried to the server through
//! TLS by two threads for each connection. What goes wrong on the way is told in PostgreSQL's own words for it, so that
//! the client library hands it on as the server's refusal.

mod carry;
mod greeting;
mod listening;
mod place;
mod trust;
mod wish;

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use thiserror::Error;

use listening::Listening;
pub use wish::Mode;
use wish::Wish;

/// How long the way waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the server to answer at all, and again for its part of the greeting.
    pub connect: Duration,
    /// For the server's machine to say that it has what was sent; then the connection is given up.
    pub silent: Duration,
}

/// A way to a server; it is closed when this is dropped.
#[derive(Debug)]
pub struct Tunnel {
    url: String,
    plain: String,
    listening: Listening,
}

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

impl Tunnel {
    /// Opens a way to the server of an address, if its words or its place ask for one: `None` for a server on this machine
    /// unless `sslmode` says otherwise, and wherever it is `disable`.
    ///
    /// # Errors
    /// Where the address has words about TLS that are not known, and where its certificates can't be read. Whether the server
    /// answers and is trusted is seen when somebody connects.
    pub fn open(url: &str, patience: Patience) -> Result<Option<Self>, TunnelError> {
        let Some(wish) = Wish::read(url)? else { return Ok(None) };
        let trust = trust::trust(&wish)?;
        let listening = Listening::begin(wish.places.clone(), trust, patience)?;
        let (url, plain) = (wish.url_through(listening.folder()), wish.url_plain());
        Ok(Some(Self { url, plain, listening }))
    }

    /// The address for the client library: the same one, by way of this machine.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The address without a word of TLS, for whoever leads the client library to [`Self::socket`] by themselves.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The socket of the first server.
    pub fn socket(&self) -> Option<&Path> {
        self.listening.first()
    }
}

/// How an address wishes to be reached.
///
/// # Errors
/// As [`Tunnel::open`] has them for the words of an address.
pub fn mode(url: &str) -> Result<Option<Mode>, TunnelError> {
    Ok(Wish::read(url)?.map(|wish| wish.mode))
}
