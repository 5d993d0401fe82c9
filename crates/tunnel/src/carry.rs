//! What both sides say, carried from one to the other until either ends.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpStream},
    os::unix::net::UnixStream,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use rustls::ClientConnection;

use crate::greeting::Greeted;

/// As much as is carried at once: what one record of TLS holds.
const PIECE: usize = 16 * 1024;

/// Carries a connection until either side ends it.
pub fn carry(client: UnixStream, server: Greeted) -> io::Result<()> {
    match server {
        Greeted::Plain(server) => {
            let (client_too, server_too) = (client.try_clone()?, server.try_clone()?);
            thread::Builder::new().name("tunnel".to_owned()).spawn(move || {
                let ended = io::copy(&mut &client_too, &mut &server_too);
                // The other thread wakes by it. One that is closed already can't be closed again.
                let _ = server_too.shutdown(Shutdown::Both);
                ended
            })?;
            let ended = io::copy(&mut &server, &mut &client);
            let _ = client.shutdown(Shutdown::Both);
            ended.map(|_| ())
        }
        Greeted::Secret(tls, server) => {
            let line = Arc::new(Line { tls: Mutex::new(*tls), out: Mutex::new(server.try_clone()?) });
            let (line_too, client_too, server_too) =
                (Arc::clone(&line), client.try_clone()?, server.try_clone()?);
            thread::Builder::new().name("tunnel".to_owned()).spawn(move || {
                let ended = line_too.up(&client_too);
                let _ = server_too.shutdown(Shutdown::Both);
                ended
            })?;
            let ended = line.down(&server, &client);
            let _ = client.shutdown(Shutdown::Both);
            ended
        }
    }
}

/// A line of TLS that two threads work at. Whoever locks both locks `out` first; nobody waits for the server or the client
/// while `tls` is locked, or each could wait for the other.
struct Line {
    tls: Mutex<ClientConnection>,
    out: Mutex<TcpStream>,
}

impl Line {
    fn tls(&self) -> MutexGuard<'_, ClientConnection> {
        self.tls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From the client to the server.
    fn up(&self, mut client: &UnixStream) -> io::Result<()> {
        let mut piece = vec![0; PIECE];
        loop {
            let read = client.read(&mut piece)?;
            match piece.get(..read).filter(|read| !read.is_empty()) {
                Some(said) => self.tls().writer().write_all(said)?,
                None => self.tls().send_close_notify(),
            }
            self.send()?;
            if read == 0 {
                return Ok(());
            }
        }
    }

    /// From the server to the client.
    fn down(&self, mut server: &TcpStream, mut client: &UnixStream) -> io::Result<()> {
        let mut piece = vec![0; PIECE];
        loop {
            let read = server.read(&mut piece)?;
            let mut rest = piece.get(..read).unwrap_or_default();
            if rest.is_empty() {
                return Ok(());
            }
            while !rest.is_empty() {
                let heard = self.hear(&mut rest)?;
                client.write_all(&heard.said)?;
                if heard.is_to_answer {
                    self.send()?;
                }
                if heard.has_ended {
                    return Ok(());
                }
            }
        }
    }

    fn hear(&self, rest: &mut &[u8]) -> io::Result<Heard> {
        let mut tls = self.tls();
        tls.read_tls(rest)?;
        let state = tls.process_new_packets().map_err(io::Error::other)?;
        let mut said = vec![0; state.plaintext_bytes_to_read()];
        tls.reader().read_exact(&mut said)?;
        Ok(Heard { said, is_to_answer: tls.wants_write(), has_ended: state.peer_has_closed() })
    }

    /// Sends what TLS has to say, in its order.
    fn send(&self) -> io::Result<()> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        {
            let mut tls = self.tls();
            while tls.wants_write() {
                tls.write_tls(&mut bytes)?;
            }
        }
        out.write_all(&bytes)
    }
}

/// What came from the server.
struct Heard {
    said: Vec<u8>,
    /// TLS itself has an answer to give: new keys.
    is_to_answer: bool,
    has_ended: bool,
}
