//! The way to a PostgreSQL server, through a relay of our own that can be shut.
//!
//! libpq waits for an answer without end, and a machine that takes bytes and says nothing is no fault to TCP: a stopped server, a
//! proxy that swallows. Nobody outside libpq may touch its socket, so it is given one end of a relay within this program, and
//! whoever watches shuts the other. See docs/decisions/418.

use crate::{line::Line, waits::now};
use earnest_tunnel::Place;
use std::{
    io::{self, ErrorKind, Read, Write},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    thread,
    time::Duration,
};

/// How often it is looked whether somebody waits for too long.
const LOOK: Duration = Duration::from_millis(250);
/// How long libpq may take to come in.
const TO_COME: Duration = Duration::from_secs(5);
/// How long a server may take to take what it is sent.
const TO_TAKE: Duration = Duration::from_secs(30);

/// A place of this machine where nobody listens. Where that can be had it is the server's port at an address of its own: by host and
/// port libpq finds passwords that lie in files.
fn listen(port: u16) -> io::Result<TcpListener> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let [high, low] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let own = Ipv4Addr::new(127, 83, high, low.max(1));
    TcpListener::bind((own, port)).or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
}

/// The end of a relay at the server: the server itself, or the socket of the tunnel that leads there through TLS.
enum End {
    Server(TcpStream),
    Tunnel(UnixStream),
}

impl End {
    fn again(&self) -> io::Result<Self> {
        match self {
            Self::Server(stream) => stream.try_clone().map(Self::Server),
            Self::Tunnel(stream) => stream.try_clone().map(Self::Tunnel),
        }
    }

    fn shut(&self) -> io::Result<()> {
        match self {
            Self::Server(stream) => stream.shutdown(Shutdown::Both),
            Self::Tunnel(stream) => stream.shutdown(Shutdown::Both),
        }
    }

    fn takes_within(&self, bound: Duration) -> io::Result<()> {
        match self {
            Self::Server(stream) => stream.set_write_timeout(Some(bound)),
            Self::Tunnel(stream) => stream.set_write_timeout(Some(bound)),
        }
    }

    fn is_looked_at(&self, every: Duration) -> io::Result<()> {
        match self {
            Self::Server(stream) => stream.set_read_timeout(Some(every)),
            Self::Tunnel(stream) => stream.set_read_timeout(Some(every)),
        }
    }
}

impl Read for End {
    fn read(&mut self, said: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Server(stream) => stream.read(said),
            Self::Tunnel(stream) => stream.read(said),
        }
    }
}

impl Write for End {
    fn write(&mut self, asked: &[u8]) -> io::Result<usize> {
        match self {
            Self::Server(stream) => stream.write(asked),
            Self::Tunnel(stream) => stream.write(asked),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Server(stream) => stream.flush(),
            Self::Tunnel(stream) => stream.flush(),
        }
    }
}

/// Opens a relay for one connection, to a server or to the socket of the tunnel that leads there; where libpq finds it.
///
/// # Errors
/// The server is not there: libpq may say itself what is wrong.
pub fn open(
    (place, tunnel): (&Place, Option<&Path>),
    within: Duration,
    line: &Arc<Line>,
) -> io::Result<SocketAddr> {
    let server = match tunnel {
        Some(socket) => End::Tunnel(UnixStream::connect(socket)?),
        None => End::Server(place.connect(within)?),
    };
    let listener = listen(place.port)?;
    let at = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let line = Arc::clone(line);
    thread::Builder::new().name("relay".to_owned()).spawn(move || {
        // Whatever ends it ends both ways, and libpq learns of it.
        let _ended = accept(&listener).and_then(|own| relay(own, server, &line));
    })?;
    Ok(at)
}

fn accept(listener: &TcpListener) -> io::Result<TcpStream> {
    let began = now();
    loop {
        match listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false)?;
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(fault) if fault.kind() == ErrorKind::WouldBlock && began.elapsed() < TO_COME => {
                thread::sleep(Duration::from_millis(1));
            }
            Err(fault) => return Err(fault),
        }
    }
}

fn relay(own: TcpStream, mut server: End, line: &Line) -> io::Result<()> {
    let (mut from_own, mut to_server) = (own.try_clone()?, server.again()?);
    to_server.takes_within(TO_TAKE)?;
    let asking = thread::Builder::new().name("relay".to_owned()).spawn(move || {
        let _ended = io::copy(&mut from_own, &mut to_server);
        let _gone = to_server.shut();
    })?;
    let ended = answering(&own, &mut server, line);
    let _gone = (own.shutdown(Shutdown::Both), server.shut());
    // Whoever waited waits no more. Those who come next need not, if the server is dumb to all.
    if ended.as_ref().is_err_and(|fault| fault.kind() == ErrorKind::TimedOut) {
        line.wonders();
    }
    let _joined = asking.join();
    ended
}

/// Hands on what the server says, until either side ends, or whoever waits has waited for too long.
fn answering(mut own: &TcpStream, server: &mut End, line: &Line) -> io::Result<()> {
    server.is_looked_at(LOOK)?;
    let mut said = vec![0; 16 << 10];
    loop {
        match server.read(&mut said) {
            Ok(0) => return Ok(()),
            Ok(many) => own.write_all(said.get(..many).unwrap_or_default())?,
            Err(fault) if matches!(fault.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if line.is_given_up() {
                    return Err(ErrorKind::TimedOut.into());
                }
            }
            Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
        }
    }
}
