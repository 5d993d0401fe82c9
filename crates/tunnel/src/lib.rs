//! Room `tunnel`: a way through TLS to a PostgreSQL server.
//!
//! The client library within the program speaks no TLS ([decision 450](../../../docs/decisions/450-tls-to-postgresql-by-a-tunnel.md)).
//! So it speaks to a socket in a folder that only this user may enter, and what it says is carried to the server through
//! TLS by two threads for each connection. What goes wrong on the way is told in PostgreSQL's own words for it, so that
//! the client library hands it on as the server's refusal.

mod carry;
mod error;
mod greeting;
mod listening;
mod patience;
mod place;
mod trust;
mod wish;

use std::path::Path;

pub use error::TunnelError;
use listening::Listening;
pub use patience::Patience;
pub use place::Place;
use wish::Wish;
pub use wish::{Mode, one_server, servers};

/// A way to a server; it is closed when this is dropped.
#[derive(Debug)]
pub struct Tunnel {
    url: String,
    plain: String,
    listening: Listening,
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
