//! `earnest serve`

use crate::{
    clock,
    database::{Database, Open},
    failure::Failure,
    files::{FilesFolder, FolderFiles},
    journal::read_key,
    mail::Mail,
};
use clap::Args;
use earnest_app::{Store, anchor::SigningKey};
use earnest_model::pack::Pack;
use earnest_web::{Outgoing, Settings, State, worker};
use std::{
    io::Write,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, mpsc},
    thread::JoinHandle,
};

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    listen: Listen,
}

/// Where and how the server answers.
#[derive(Debug, Args)]
pub struct Listen {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8400", env = "EARNEST_LISTEN")]
    pub listen: SocketAddr,
    #[command(flatten)]
    pub files: FilesFolder,
    /// Browsers reach the server by HTTPS alone (a proxy in front of it): mark cookies so.
    #[arg(long)]
    pub https: bool,
    /// A proxy stands in front and tells in X-Forwarded-For whom it asks for: sign-in attempts are counted by that.
    #[arg(long)]
    pub proxied: bool,
    /// The file of the key that signs checkpoints of the journal (see: earnest journal key). It lies outside the register.
    #[arg(long, value_name = "FILE", env = "EARNEST_JOURNAL_KEY")]
    pub journal_key: Option<PathBuf>,
    #[command(flatten)]
    pub mail: Mail,
}

impl Serve {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let open = self.database.open_to_serve()?;
        serve(open, &self.database.database, &self.listen, out)
    }
}

/// Requests that work on the register at the same time; more wait.
const WORKERS: usize = 8;

/// Serves the register at `url` until interrupted.
pub fn serve(open: Open, url: &str, listen: &Listen, out: &mut dyn Write) -> Result<(), Failure> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let files = listen.files.open(url)?;
    let settings =
        Settings { zone: open.zone, secure: listen.https, proxied: listen.proxied, today: open.held };
    let journal_key = listen.journal_key.as_deref().map(read_key).transpose()?.map(Arc::new);
    let state = state(open.store, files, settings, listen.mail.outgoing()?, journal_key)?;
    let worker = start_worker(&state);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(WORKERS)
        .enable_all()
        .build()
        .map_err(Failure::new)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen.listen)
            .await
            .map_err(|fault| Failure::new(format!("{}: {fault}", listen.listen)))?;
        let address = listener.local_addr().map_err(Failure::new)?;
        writeln!(out, "http://{address}")?;
        out.flush()?;
        earnest_web::serve(listener, state, stopped()).await.map_err(Failure::new)
    })?;
    if let Some((stop, worker)) = worker {
        // Its end is heard between two letters; what it leaves undone waits in the queue.
        drop(stop);
        drop(worker.join());
    }
    Ok(())
}

/// What the server holds for its requests and its worker.
pub fn state(
    store: Store,
    files: FolderFiles,
    settings: Settings,
    mail: Option<Outgoing>,
    journal_key: Option<Arc<SigningKey>>,
) -> Result<State, Failure> {
    Ok(State {
        store: Arc::new(store),
        files: Arc::new(files),
        pack: Arc::new(Pack::built_in().map_err(Failure::new)?),
        clock: Arc::new(clock::now),
        chance: Arc::new(|bytes: &mut [u8]| clock::fill(bytes)),
        settings,
        comments: Arc::default(),
        mail,
        journal_key,
        throttle: Arc::default(),
    })
}

/// The worker on a thread of its own, if there is a way out for letters or a key to sign checkpoints with; it works until
/// the sender is dropped.
fn start_worker(state: &State) -> Option<(mpsc::Sender<()>, JoinHandle<()>)> {
    if state.mail.is_none() && state.journal_key.is_none() {
        return None;
    }
    let (stop, stopped) = mpsc::channel();
    let state = state.clone();
    Some((stop, std::thread::spawn(move || worker::run(&state, &stopped))))
}

/// Ends when the process is asked to stop. Without a signal to wait for, it is stopped from outside.
#[cfg(unix)]
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} },
        Err(_) => drop(interrupt.await),
    }
}

/// Ends when the process is asked to stop.
#[cfg(not(unix))]
async fn stopped() {
    drop(tokio::signal::ctrl_c().await);
}
