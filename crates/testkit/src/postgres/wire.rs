//! A conversation with the tests' server: one statement at a time, answers as text. The testkit sees no driver of databases,
//! and to start `psql` takes longer than what it is asked to do.
//!
//! The protocol is version 3.0 of PostgreSQL's, its "simple query": <https://www.postgresql.org/docs/current/protocol.html>.

use std::io::{self, BufReader, Read as _, Write as _};
use std::net::TcpStream;

/// A session on the tests' server. It ends when dropped.
pub struct Session(BufReader<TcpStream>);

/// A message of the server: what it is, and its content.
type Message = (u8, Vec<u8>);

impl Session {
    /// Opens a session at `postgres://ROLE@HOST:PORT/DATABASE`. There is no password: see [`super::Cluster`].
    ///
    /// # Errors
    /// When nobody answers there, or the server does not let the role in; the message holds what it said.
    pub fn open(url: &str) -> io::Result<Self> {
        let (role, place, database) = parts(url)
            .ok_or_else(|| io::Error::other(format!("{url} is not the address of a PostgreSQL database")))?;
        let stream = TcpStream::connect(place)?;
        stream.set_nodelay(true)?;
        let mut session = Self(BufReader::new(stream));
        let names = ["user", role, "database", database, "client_encoding", "UTF8", ""];
        let mut greeting = 196_608_i32.to_be_bytes().to_vec();
        names.iter().for_each(|name| greeting.extend([name.as_bytes(), &[0]].concat()));
        session.say(&greeting)?;
        session.listen()?;
        Ok(session)
    }

    /// What a statement answers: rows as lines, columns parted by `|`, nothing for NULL.
    ///
    /// # Errors
    /// When the statement fails; the message holds what PostgreSQL said.
    pub fn ask(&mut self, sql: &str) -> io::Result<String> {
        self.0.get_mut().write_all(b"Q")?;
        self.say(&[sql.as_bytes(), &[0]].concat())?;
        Ok(self.listen()?.join("\n"))
    }

    /// Sends a content after its length, which counts itself.
    fn say(&mut self, content: &[u8]) -> io::Result<()> {
        let length = i32::try_from(content.len() + 4).map_err(io::Error::other)?;
        self.0.get_mut().write_all(&[&length.to_be_bytes(), content].concat())
    }

    /// The rows that come until the server is ready for more.
    fn listen(&mut self) -> io::Result<Vec<String>> {
        let mut rows = Vec::new();
        let mut fault = None;
        loop {
            match self.read()? {
                (b'Z', _) => break,
                (b'D', content) => rows.push(row(&content).ok_or(io::ErrorKind::InvalidData)?),
                (b'E', content) => fault = Some(io::Error::other(said(&content))),
                (b'R', content) if content != [0; 4] => {
                    return Err(io::Error::other(
                        "the server asks for a password; that of the tests trusts this machine",
                    ));
                }
                _ => {}
            }
        }
        fault.map_or(Ok(rows), Err)
    }

    fn read(&mut self) -> io::Result<Message> {
        let (mut kind, mut length) = ([0], [0; 4]);
        if let Err(fault) = self.0.read_exact(&mut kind) {
            return Err(io::Error::new(fault.kind(), "the server has closed the session"));
        }
        self.0.read_exact(&mut length)?;
        let length = u64::from(u32::from_be_bytes(length)).saturating_sub(4);
        let mut content = Vec::new();
        self.0.by_ref().take(length).read_to_end(&mut content)?;
        Ok((u8::from_be_bytes(kind), content))
    }
}

/// Role, host with port, and database of an address.
fn parts(url: &str) -> Option<(&str, &str, &str)> {
    let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"))?;
    let (role, rest) = rest.split_once('@')?;
    let (place, database) = rest.split_once('/')?;
    Some((role, place, database))
}

/// The columns of a row: their number, and each after its length, which is negative for NULL.
fn row(content: &[u8]) -> Option<String> {
    let (_, mut rest) = content.split_at_checked(2)?;
    let mut columns = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(i32::from_be_bytes(*length)).unwrap_or(0);
        let (column, after) = after.split_at_checked(length)?;
        columns.push(String::from_utf8_lossy(column));
        rest = after;
    }
    Some(columns.join("|"))
}

/// The parts of a complaint that a person reads: how grave, what, and in detail.
fn said(content: &[u8]) -> String {
    let fields = content.split(|byte| *byte == 0).filter_map(<[u8]>::split_first);
    let told = fields.filter(|(kind, _)| b"SMD".contains(kind));
    let told: Vec<_> = told.map(|(_, text)| String::from_utf8_lossy(text)).collect();
    told.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_role_a_place_and_a_database() {
        let address = "postgres://earnest@127.0.0.1:5432/postgres";
        assert_eq!(parts(address), Some(("earnest", "127.0.0.1:5432", "postgres")));
        assert_eq!(parts("sqlite:register"), None);
    }

    #[test]
    fn a_row_is_read_with_its_nulls_and_never_beyond_its_end() {
        let two = [0, 2, 0, 0, 0, 1, b'a', 255, 255, 255, 255];
        assert_eq!(row(&two).as_deref(), Some("a|"));
        assert_eq!(row(&[0, 1, 0, 0, 0, 9, b'a']), None);
    }

    #[test]
    fn a_complaint_is_told_without_its_codes() {
        assert_eq!(said(b"SERROR\0C42P01\0Mno such table\0\0"), "ERROR: no such table");
    }
}
