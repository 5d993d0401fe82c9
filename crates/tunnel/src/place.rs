//! Where a server is.

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
pub const USUAL_PORT: u16 = 5432;

impl Place {
    /// Whether nobody else can listen on the way.
    pub fn is_here(&self) -> bool {
        let host = self.at.as_deref().unwrap_or(&self.host);
        host.is_empty()
            || host.starts_with(['/', '@'])
            || host == "localhost"
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether it is a socket of this machine, to which PostgreSQL speaks no TLS.
    pub fn is_socket(&self) -> bool {
        self.at.is_none() && (self.host.is_empty() || self.host.starts_with(['/', '@']))
    }
}
