//! The bounds of the edge.

use std::time::Duration;

/// The most bytes that a form without files may have.
pub const FORM_LIMIT: usize = 1 << 20;

/// How many, how much, how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Pages that are made at the same time.
    pub pages: usize,
    /// Files that are made of pages at the same time.
    pub tables: usize,
    /// Forms that are answered at the same time.
    pub writes: usize,
    /// Passwords that are looked at at the same time: each costs a core 30 ms and 19 MiB.
    pub sign_ins: usize,
    /// Imports that are taken at the same time.
    pub imports: usize,
    /// Forms with files that come in at the same time.
    pub uploads: usize,
    /// How long a page may read, once its turn has come; a file that is made of one six times as long.
    pub reading: Duration,
    /// How long somebody waits for their turn.
    pub turn: Duration,
    /// Connections in all.
    pub connections: usize,
    /// Connections of one address; behind a proxy all come from one, and nothing is counted.
    pub of_address: usize,
    /// How long the head of a request may take, and how long a connection may lie idle.
    pub head: Duration,
    /// How long a body may pause.
    pub pause: Duration,
    /// The fewest bytes a second of a body, after the first pause.
    pub pace: u64,
    /// How long an answer may lie unread.
    pub unread: Duration,
    /// Bytes of small bodies (16 KiB and less) under way, over all requests.
    pub small: usize,
    /// Bytes of large bodies under way.
    pub large: usize,
    /// Bytes of them that one address may have under way.
    pub large_of_address: usize,
    /// Bytes of forms with files under way.
    pub files: usize,
    /// How long the end waits for what is under way.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages: 8,
            tables: 2,
            writes: 4,
            sign_ins: 1,
            imports: 2,
            uploads: 8,
            reading: Duration::from_secs(10),
            turn: Duration::from_secs(5),
            connections: 800,
            of_address: 200,
            head: Duration::from_secs(15),
            pause: Duration::from_secs(10),
            pace: 2 << 10,
            unread: Duration::from_secs(30),
            small: 16 << 20,
            large: 32 << 20,
            large_of_address: 8 << 20,
            files: 256 << 20,
            drain: Duration::from_secs(7),
        }
    }
}

impl Limits {
    /// Threads that all shares together may hold, and a few for what is told to those who get no turn.
    pub fn threads(&self) -> usize {
        self.pages + self.tables + self.writes + self.sign_ins + self.imports + self.uploads + 4
    }
}

/// By which names the server is reached; none: by any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// These names, in any case, with or without a port.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self(
            names.into_iter().map(|name| bare(name).to_lowercase()).filter(|name| !name.is_empty()).collect(),
        )
    }

    /// Whether a request for `host` is meant for this server.
    pub fn are(&self, host: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|name| name.eq_ignore_ascii_case(bare(host)))
    }
}

/// A host without its port: `[::1]:80` and `localhost:80`.
fn bare(host: &str) -> &str {
    let host = host.trim();
    if host.starts_with('[') {
        return host.find(']').and_then(|end| host.get(..=end)).unwrap_or(host);
    }
    host.split(':').next().unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn a_host_is_known_by_its_name_in_any_case_and_with_any_port() {
        let hosts = Hosts::new(["earnest.example.org", "[::1]:8400"]);
        for known in ["earnest.example.org", "EARNEST.example.org:443", "[::1]"] {
            assert!(hosts.are(known), "{known}");
        }
        for other in ["evil.example", "earnest.example.org.evil.example", "", "127.0.0.1", "[::2]:8400"] {
            assert!(!hosts.are(other), "{other}");
        }
        assert!(Hosts::default().are("anything"));
    }
}
