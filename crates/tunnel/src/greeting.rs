//! How a server is reached and greeted, and how a failure is told to the client library.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    os::unix::net::UnixStream,
    sync::Arc,
};

use rustls::{ClientConnection, pki_types::ServerName};
use socket2::{SockRef, TcpKeepalive};
use thiserror::Error;

use crate::{
    patience::Patience,
    place::{Place, ask},
    trust::Trust,
};

/// The longest first message that is read before a failure is told; the protocol allows no longer one.
const MOST_OF_START: usize = 10_000;

/// A server that was greeted.
pub enum Greeted {
    /// It speaks no TLS, and need not.
    Plain(TcpStream),
    /// It does.
    Secret(Box<ClientConnection>, TcpStream),
}

/// Why it was not.
#[derive(Debug, Error)]
pub enum GreetingError {
    /// It does not answer.
    #[error("{host} does not answer: {fault}")]
    Unreached { host: String, fault: io::Error },
    /// It answers in the clear.
    #[error("{0} speaks no TLS, and the address asks for it")]
    Plain(String),
    /// Its name can't stand in a certificate.
    #[error("{0} is no name that a certificate could be made out to")]
    Name(String),
    /// It is not trusted, or breaks off.
    #[error("TLS with {host}: {fault}")]
    Tls { host: String, fault: io::Error },
}

impl GreetingError {
    /// PostgreSQL's class of it. With "cannot connect now" the client library goes on to the next server of its address.
    fn code(&self) -> &'static str {
        match self {
            Self::Unreached { .. } => "57P03",
            Self::Plain(_) | Self::Name(_) | Self::Tls { .. } => "08001",
        }
    }
}

/// Reaches a server and agrees with it on how to speak.
pub fn greet(place: &Place, trust: &Trust, patience: Patience) -> Result<Greeted, GreetingError> {
    let host = &place.host;
    let unreached = |fault| GreetingError::Unreached { host: host.clone(), fault };
    let mut server = place.connect(patience.connect).map_err(unreached)?;
    set_up(&server, patience).map_err(unreached)?;
    if !offers_tls(&mut server).map_err(unreached)? {
        return match trust.may_be_plain {
            true => Ok(Greeted::Plain(waits_on(server).map_err(unreached)?)),
            false => Err(GreetingError::Plain(host.clone())),
        };
    }
    let name = ServerName::try_from(host.clone()).map_err(|_| GreetingError::Name(host.clone()))?;
    let broken = |fault| GreetingError::Tls { host: host.clone(), fault };
    let begun = ClientConnection::new(Arc::clone(&trust.config), name);
    let mut tls = begun.map_err(|fault| broken(io::Error::other(fault)))?;
    while tls.is_handshaking() {
        tls.complete_io(&mut server).map_err(broken)?;
    }
    Ok(Greeted::Secret(Box::new(tls), waits_on(server).map_err(broken)?))
}

/// What the client library would set itself if it spoke to the server.
fn set_up(server: &TcpStream, patience: Patience) -> io::Result<()> {
    server.set_read_timeout(Some(patience.connect))?;
    server.set_write_timeout(Some(patience.connect))?;
    let socket = SockRef::from(server);
    let between = patience.silent / 4;
    socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(patience.silent / 2).with_interval(between))?;
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(patience.silent))?;
    Ok(())
}

/// Once it was greeted a server may be silent for as long as a statement takes.
fn waits_on(server: TcpStream) -> io::Result<TcpStream> {
    server.set_read_timeout(None)?;
    server.set_write_timeout(None)?;
    Ok(server)
}

fn offers_tls(server: &mut TcpStream) -> io::Result<bool> {
    match ask(server)? {
        b'S' => Ok(true),
        b'N' => Ok(false),
        _ => Err(io::Error::other("it does not answer as PostgreSQL does")),
    }
}

/// Tells the client library why there is no server, once it has said what it wants.
pub fn refuse(client: &mut UnixStream, fault: &GreetingError, patience: Patience) -> io::Result<()> {
    client.set_read_timeout(Some(patience.connect))?;
    client.set_write_timeout(Some(patience.connect))?;
    let mut length = [0; 4];
    client.read_exact(&mut length)?;
    let rest = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX).saturating_sub(length.len());
    io::copy(&mut client.take(rest.min(MOST_OF_START) as u64), &mut io::sink())?;
    client.write_all(&refusal(fault))
}

/// "ErrorResponse" of the protocol: fields of one letter, each ended by a zero.
fn refusal(fault: &GreetingError) -> Vec<u8> {
    let message = fault.to_string().replace('\0', " ");
    let mut fields = Vec::new();
    for (letter, value) in [(b'S', "FATAL"), (b'V', "FATAL"), (b'C', fault.code()), (b'M', &message)] {
        fields.push(letter);
        fields.extend_from_slice(value.as_bytes());
        fields.push(0);
    }
    fields.push(0);
    let length = u32::try_from(fields.len() + 4).unwrap_or(u32::MAX);
    [b"E".as_slice(), &length.to_be_bytes(), &fields].concat()
}
