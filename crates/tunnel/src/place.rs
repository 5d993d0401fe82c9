//! Where a PostgreSQL server is, and whether it says anything.

use std::{
    io::{self, Read as _, Write as _},
    net::{IpAddr, TcpStream, ToSocketAddrs as _},
    time::Duration,
};

/// A server by its name and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name that its certificate is held against.
    pub host: String,
    /// Where it is reached, if the address says so beside its name.
    pub at: Option<String>,
    /// The port.
    pub port: u16,
}

/// PostgreSQL's own.
pub(crate) const USUAL_PORT: u16 = 5432;

/// "SSLRequest" of PostgreSQL's protocol: its length, and a number that is no version. It is the shortest question, and needs
/// no name.
const ASKS_FOR_TLS: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

impl Place {
    /// Whether nobody else can listen on the way.
    pub fn is_here(&self) -> bool {
        let host = self.at.as_deref().unwrap_or(&self.host);
        self.is_socket()
            || host == "localhost"
            || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether it is a socket of this machine, to which PostgreSQL speaks no TLS.
    pub fn is_socket(&self) -> bool {
        self.at.is_none() && (self.host.is_empty() || self.host.starts_with(['/', '@']))
    }

    /// A connection to the first of its addresses that answers.
    ///
    /// # Errors
    /// None does within this time.
    pub fn connect(&self, within: Duration) -> io::Result<TcpStream> {
        let host = self.at.as_deref().unwrap_or(&self.host);
        let mut last = io::Error::other("its name leads nowhere");
        for address in (host, self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, within) {
                Ok(server) => {
                    server.set_nodelay(true)?;
                    return Ok(server);
                }
                Err(fault) => last = fault,
            }
        }
        Err(last)
    }

    /// Whether the server says anything at all to somebody new.
    pub fn speaks(&self, within: Duration) -> bool {
        let asked = || -> io::Result<()> {
            let mut server = self.connect(within)?;
            server.set_read_timeout(Some(within))?;
            ask(&mut server).map(|_| ())
        };
        asked().is_ok()
    }
}

/// Asks a server whether it speaks TLS; the letter that it answers.
pub(crate) fn ask(server: &mut TcpStream) -> io::Result<u8> {
    server.write_all(&ASKS_FOR_TLS)?;
    let mut answer = [0];
    server.read_exact(&mut answer)?;
    let [letter] = answer;
    Ok(letter)
}
