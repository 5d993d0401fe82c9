//! Where a PostgreSQL server is, and whether it says anything.

use std::{
    io::{self, ErrorKind, Read as _, Write as _},
    net::{TcpStream, ToSocketAddrs as _},
    time::Duration,
};

/// What asks a server whether it speaks with TLS: it is the shortest question, and needs no name.
const QUESTION: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Where a server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    host: String,
    /// Its port.
    pub port: u16,
}

impl Place {
    /// The one server that an address names by a host. `None` for an address that leaves it to libpq, or names several, or a
    /// socket of this machine: these are reached without a relay.
    pub fn of(url: &str) -> Option<Self> {
        let (_, rest) = url.split_once("://")?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let fields = query.split('&').filter_map(|field| field.split_once('='));
        let elsewhere = ["host", "hostaddr", "port", "service", "passfile"];
        if fields.clone().any(|(name, _)| elsewhere.contains(&name)) {
            return None;
        }
        let authority = place.split('/').next()?;
        let at = authority.rsplit_once('@').map_or(authority, |(_, at)| at);
        let (host, port) = match at.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, rest)) => (host, rest.strip_prefix(':')),
            None => match at.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (at, None),
            },
        };
        let plain = !host.is_empty() && !host.contains([',', '%']);
        let port = port.map_or(Some(5432), |port| port.parse().ok())?;
        plain.then(|| Self { host: host.to_owned(), port })
    }

    /// A connection to it.
    pub fn connect(&self, within: Duration) -> io::Result<TcpStream> {
        let mut last = io::Error::from(ErrorKind::AddrNotAvailable);
        for address in (self.host.as_str(), self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, within) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(fault) => last = fault,
            }
        }
        Err(last)
    }

    /// Whether the server says anything at all to somebody new.
    pub fn speaks(&self, within: Duration) -> bool {
        let asked = || -> io::Result<()> {
            let mut stream = self.connect(within)?;
            stream.set_read_timeout(Some(within))?;
            stream.write_all(&QUESTION)?;
            stream.read_exact(&mut [0])
        };
        asked().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_is_reached_through_a_relay_and_what_libpq_finds_by_itself_is_not() {
        let of = |url: &str| Place::of(url).map(|place| (place.host, place.port));
        assert_eq!(of("postgres://a:b@10.0.0.7:6000/x?sslmode=require"), Some(("10.0.0.7".to_owned(), 6000)));
        assert_eq!(of("postgresql://a:b@[::1]/x"), Some(("::1".to_owned(), 5432)));
        for direct in [
            "postgres:///x?host=/run/postgresql",
            "postgres:///x",
            "postgres://a:b@one,two/x",
            "postgres://%2Frun/x",
        ] {
            assert_eq!(of(direct), None, "{direct}");
        }
    }
}
