//! A way to the tests' server that may fall silent: it takes what it is sent, and says nothing.

use std::{
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// How often somebody who is kept waiting looks whether it speaks again.
const PAUSE: Duration = Duration::from_millis(20);

/// A proxy in front of a server. What it swallowed while it was silent is gone, unless it only held it back.
pub struct Proxy {
    url: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    silent: AtomicBool,
    swallows: AtomicBool,
}

impl Proxy {
    /// In front of the server of `postgres://ROLE@HOST:PORT/DATABASE`.
    ///
    /// # Errors
    /// No port is free, or the address is none.
    pub fn before(url: &str) -> io::Result<Self> {
        let (role, rest) = url.rsplit_once('@').ok_or(io::ErrorKind::InvalidInput)?;
        let (server, database) = rest.split_once('/').ok_or(io::ErrorKind::InvalidInput)?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("{role}@{}/{database}", listener.local_addr()?);
        let (state, server) = (Arc::<State>::default(), server.to_owned());
        let of_thread = Arc::clone(&state);
        thread::spawn(move || {
            for own in listener.incoming().flatten() {
                let (state, server) = (Arc::clone(&of_thread), server.clone());
                thread::spawn(move || both_ways(&own, &server, &state));
            }
        });
        Ok(Self { url, state })
    }

    /// The address by which the server is reached through it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Falls silent, and holds back what it is sent.
    pub fn falls_silent(&self) {
        self.state.silent.store(true, Ordering::SeqCst);
    }

    /// Falls silent, and never hands on what it is sent by those who are connected.
    pub fn swallows(&self) {
        self.state.swallows.store(true, Ordering::SeqCst);
        self.falls_silent();
    }

    /// Speaks again.
    pub fn speaks(&self) {
        self.state.silent.store(false, Ordering::SeqCst);
        self.state.swallows.store(false, Ordering::SeqCst);
    }
}

fn both_ways(own: &TcpStream, server: &str, state: &Arc<State>) {
    let Ok(server) = TcpStream::connect(server) else { return };
    let (Ok(from), Ok(to)) = (own.try_clone(), server.try_clone()) else { return };
    let (Ok(back_from), Ok(back_to)) = (server.try_clone(), own.try_clone()) else { return };
    let of_thread = Arc::clone(state);
    thread::spawn(move || one_way(back_from, back_to, &of_thread));
    one_way(from, to, state);
    let _gone = server.shutdown(std::net::Shutdown::Both);
}

fn one_way(mut from: TcpStream, mut to: TcpStream, state: &State) {
    let mut said = vec![0; 16 << 10];
    let mut swallowed = false;
    while let Ok(many) = from.read(&mut said) {
        while state.silent.load(Ordering::SeqCst) {
            swallowed |= state.swallows.load(Ordering::SeqCst);
            thread::sleep(PAUSE);
        }
        // A way on which something was swallowed leads nowhere any more; nobody is told.
        let whole = many > 0 && (swallowed || to.write_all(said.get(..many).unwrap_or_default()).is_ok());
        if !whole {
            break;
        }
    }
    let _gone = to.shutdown(std::net::Shutdown::Both);
}
