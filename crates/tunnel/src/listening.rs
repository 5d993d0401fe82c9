//! Where the client library comes in: a socket for each server, in a folder that nobody else may enter.

use std::{
    fs::Permissions,
    io,
    os::unix::{
        fs::PermissionsExt as _,
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use tempfile::TempDir;

use crate::{
    carry::carry,
    greeting::{greet, refuse},
    patience::Patience,
    place::Place,
    trust::Trust,
};

/// Sockets that somebody listens at. Dropping it ends that; what is under way goes on.
#[derive(Debug)]
pub struct Listening {
    folder: TempDir,
    sockets: Vec<PathBuf>,
    has_ended: Arc<AtomicBool>,
}

/// The way to one server.
#[derive(Clone)]
struct Way {
    place: Place,
    trust: Trust,
    patience: Patience,
}

impl Listening {
    /// Begins to listen for connections to these servers.
    pub fn begin(places: Vec<Place>, trust: Trust, patience: Patience) -> io::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("earnest-tunnel-")
            .permissions(Permissions::from_mode(0o700))
            .tempdir()?;
        let mut listening = Self { folder, sockets: Vec::new(), has_ended: Arc::default() };
        for (place, port) in places.into_iter().zip(1..) {
            listening.add(Way { place, trust: trust.clone(), patience }, port)?;
        }
        Ok(listening)
    }

    fn add(&mut self, way: Way, port: u16) -> io::Result<()> {
        // The name by which the client library looks for a socket of that port.
        let socket = self.folder.path().join(format!(".s.PGSQL.{port}"));
        let listener = UnixListener::bind(&socket)?;
        let has_ended = Arc::clone(&self.has_ended);
        thread::Builder::new()
            .name("tunnel".to_owned())
            .spawn(move || listen(&listener, &way, &has_ended))?;
        self.sockets.push(socket);
        Ok(())
    }

    /// The socket of the first server.
    pub fn first(&self) -> Option<&Path> {
        self.sockets.first().map(PathBuf::as_path)
    }

    /// The folder of the sockets.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.has_ended.store(true, Ordering::SeqCst);
        for socket in &self.sockets {
            // Whoever listens wakes, and sees that it has ended. One that is gone already needs no waking.
            let _ = UnixStream::connect(socket);
        }
    }
}

fn listen(listener: &UnixListener, way: &Way, has_ended: &AtomicBool) {
    for client in listener.incoming() {
        if has_ended.load(Ordering::SeqCst) {
            return;
        }
        let Ok(client) = client else { continue };
        let way = way.clone();
        // Where no thread can be had the client library sees its connection end, as with a server that takes no more.
        let _ = thread::Builder::new().name("tunnel".to_owned()).spawn(move || serve(client, &way));
    }
}

/// Carries one connection until either side ends it. How it ended, both sides see for themselves.
fn serve(mut client: UnixStream, way: &Way) {
    let _ = match greet(&way.place, &way.trust, way.patience) {
        Ok(greeted) => carry(client, greeted),
        Err(fault) => refuse(&mut client, &fault, way.patience),
    };
}
