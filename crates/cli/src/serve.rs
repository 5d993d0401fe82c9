//! `earnest serve`

use crate::{
    backup::{Backups, Keeper},
    clock,
    database::{Database, OPERATOR, Open},
    failure::Failure,
    files::{FilesFolder, FolderFiles},
    fonts::FontFolders,
    journal::read_key,
    log::Log,
    mail::Mail,
    setup,
};
use clap::{ArgAction, Args};
use earnest_app::{Store, anchor::SigningKey, units::register_load::Loaded};
use earnest_papers::Faces;
use earnest_web::{
    Known, Outgoing, Settings, State,
    edge::{Edge, Hosts, Limits},
    worker,
};
use std::{
    io::Write,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::{Arc, mpsc},
    time::Duration,
};
use tokio::runtime::Runtime;

#[derive(Debug, Args)]
pub struct Serve {
    /// A file (TOML) with settings, by their names without the dashes: database = "sqlite:register.sqlite". The environment goes
    /// before it, and the line before both.
    #[arg(long, value_name = "FILE", env = "EARNEST_CONFIG")]
    config: Option<PathBuf>,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    log: Log,
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
    #[arg(long, env = "EARNEST_HTTPS", value_name = "YES", default_value_t = false, default_missing_value = "true",
        num_args = 0..=1, require_equals = true, action = ArgAction::Set, hide_default_value = true)]
    pub https: bool,
    /// A proxy stands in front and tells in X-Forwarded-For whom it asks for: sign-in attempts are counted by that.
    #[arg(long, env = "EARNEST_PROXIED", value_name = "YES", default_value_t = false, default_missing_value = "true",
        num_args = 0..=1, require_equals = true, action = ArgAction::Set, hide_default_value = true)]
    pub proxied: bool,
    /// A name by which people reach the server, as earnest.example.org; may be given several times. A request that names
    /// another is refused. Without any, every name is taken (see docs/running.md).
    #[arg(long = "host", value_name = "NAME", env = "EARNEST_HOST", value_delimiter = ',')]
    pub hosts: Vec<String>,
    /// The most connections at the same time. Each needs an open file: keep some forty below what the process may open.
    #[arg(long, default_value_t = 800, value_name = "NUMBER", env = "EARNEST_CONNECTIONS")]
    pub connections: usize,
    /// Seconds that a page may read the register before it is broken off; a table or a paper that is made of one, six times
    /// as long. Whoever goes away before that ends it at once.
    #[arg(long, default_value_t = 10, value_name = "SECONDS", env = "EARNEST_PAGE_SECONDS",
        value_parser = clap::value_parser!(u16).range(1..=600))]
    pub page_seconds: u16,
    /// Address and port for whoever watches the server: /metrics, /healthz, /readyz. Not the address of the pages, and none
    /// that strangers reach.
    #[arg(long, value_name = "ADDRESS", env = "EARNEST_WATCH")]
    pub watch: Option<SocketAddr>,
    /// Minutes without a request after which a session ends; at most twelve hours, which end every session.
    #[arg(
        long,
        default_value_t = 60,
        value_name = "MINUTES",
        env = "EARNEST_IDLE",
        value_parser = clap::value_parser!(u16).range(1..=720)
    )]
    pub idle: u16,
    /// The file of the key that signs checkpoints of the journal (see: earnest journal key). It lies outside the register.
    #[arg(long, value_name = "FILE", env = "EARNEST_JOURNAL_KEY")]
    pub journal_key: Option<PathBuf>,
    #[command(flatten)]
    pub fonts: FontFolders,
    #[command(flatten)]
    pub mail: Mail,
    #[command(flatten)]
    pub backups: Backups,
}

impl Serve {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        self.log.begin()?;
        let runtime = self.listen.runtime()?;
        let mut bound = None;
        if self.database.waits_for_set_up()? {
            let both = self.listen.bind()?;
            if !self.set_up(&runtime, &both, out)? {
                return Ok(());
            }
            bound = Some(both);
        }
        let open = self.database.open_to_serve()?;
        serve_on((runtime, bound), open, (&self.database.database, &self.listen), out)
    }

    /// Serves the page of the first start; returns whether a register is there then.
    fn set_up(&self, runtime: &Runtime, bound: &Bound, out: &mut dyn Write) -> Result<bool, Failure> {
        let (secure, proxied) = (self.listen.https, self.listen.proxied);
        let edge = Arc::new(self.listen.edge());
        let (over, is_over) = tokio::sync::oneshot::channel::<()>();
        if let Some(watch) = &bound.watch {
            let watch = watch.try_clone()?;
            let watch = runtime.block_on(async { tokio::net::TcpListener::from_std(watch) })?;
            let stop = async { drop(is_over.await) };
            runtime.spawn(earnest_web::serve_watched_before(watch, Arc::clone(&edge), stop));
        }
        let serving = setup::Serving { database: &self.database, edge, secure, proxied };
        // The same listener serves the register afterwards: whoever comes in between waits for it.
        let set_up = setup::serve_until_set_up((runtime, bound.pages.try_clone()?), serving, stopped(), out)?;
        drop(over);
        Ok(set_up)
    }
}

/// The addresses, taken: whoever asks is heard as soon as somebody answers.
struct Bound {
    pages: TcpListener,
    watch: Option<TcpListener>,
}

/// How long the end waits for work that no caller waits for any more.
const LAST: Duration = Duration::from_secs(1);

/// Serves the register at `url` until interrupted.
pub fn serve(open: Open, url: &str, listen: &Listen, out: &mut dyn Write) -> Result<(), Failure> {
    Log::faults().begin()?;
    serve_on((listen.runtime()?, None), open, (url, listen), out)
}

/// The same on a runtime, and perhaps on addresses that are taken.
fn serve_on(
    (runtime, bound): (Runtime, Option<Bound>),
    open: Open,
    (url, listen): (&str, &Listen),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let files = listen.files.open(&open.context(), url)?;
    let settings = Settings {
        secure: listen.https,
        proxied: listen.proxied,
        today: open.held,
        idle: i64::from(listen.idle) * 60,
    };
    let journal_key = listen.journal_key.as_deref().map(read_key).transpose()?.map(Arc::new);
    let mut state = state((open.store, open.loaded), files, settings, listen.mail.outgoing()?, journal_key)?;
    state.edge = Arc::new(listen.edge());
    state.faces = Arc::new(listen.fonts.faces()?);
    state.address = listen.mail.address()?;
    state.store.meter().by(clock::since_start);
    let keeper = listen.backups.keeper(&state.store, &state.files)?;
    let bound = bound.map_or_else(|| listen.bind(), Ok)?;
    let listener = runtime.block_on(async { tokio::net::TcpListener::from_std(bound.pages) })?;
    let watched = bound.watch.map(|it| runtime.block_on(async { tokio::net::TcpListener::from_std(it) }));
    if let Some(watched) = watched.transpose()? {
        runtime.spawn(earnest_web::serve_watched(watched, state.clone(), std::future::pending()));
    }
    writeln!(out, "http://{}", listener.local_addr().map_err(Failure::new)?)?;
    out.flush()?;
    // Whatever can fail has been done: from here the register is served.
    let serving = Serving::begins(Arc::clone(&state.store));
    let (workers, keeper) = (start_workers(&state), keeper.map(start_keeper));
    let served = runtime.block_on(earnest_web::serve(listener, state.clone(), stopped()));
    // What a thread still does is taken back by the register if the process ends first.
    runtime.shutdown_timeout(LAST);
    for (stop, ended) in workers.into_iter().chain(keeper) {
        // Its end is heard between two letters or backups; what it leaves undone waits in the queue.
        drop(stop);
        let _a_letter_may_be_under_way = ended.recv_timeout(LAST);
    }
    drop(serving);
    served.map_err(Failure::new)
}

/// A register while it is served, which hears of the end on every way out.
struct Serving(Arc<Store>);

impl Serving {
    fn begins(store: Arc<Store>) -> Self {
        if let Err(fault) = store.serving_begins(clock::now()) {
            // A register that can only be read is served all the same.
            tracing::warn!("the register does not take that it is served: {fault}");
        }
        Self(store)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Err(fault) = self.0.serving_ends() {
            tracing::warn!("the register does not take that serving has ended: {fault}");
        }
    }
}

/// Takes an address.
fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    let fail = |fault: std::io::Error| Failure::new(format!("{address}: {fault}"));
    let listener = TcpListener::bind(address).map_err(fail)?;
    listener.set_nonblocking(true).map_err(fail)?;
    Ok(listener)
}

impl Listen {
    fn runtime(&self) -> Result<Runtime, Failure> {
        let threads = self.edge().limits.threads();
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(2).max_blocking_threads(threads).enable_all().build().map_err(Failure::new)
    }

    fn bind(&self) -> Result<Bound, Failure> {
        Ok(Bound { pages: bind(self.listen)?, watch: self.watch.map(bind).transpose()? })
    }

    /// What stands between the network and the pages.
    fn edge(&self) -> Edge {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let limits = Limits {
            connections: self.connections,
            reading: Duration::from_secs(self.page_seconds.into()),
            // Half of the machine at most looks at passwords.
            sign_ins: (cores / 2).max(1),
            ..Limits::default()
        };
        if self.hosts.is_empty() {
            tracing::warn!("no --host is named: requests for any name are taken");
        }
        Edge::new(limits, Hosts::new(self.hosts.iter().map(String::as_str)), self.proxied)
    }
}

/// What the server holds for its requests and its worker.
pub fn state(
    (store, loaded): (Store, Loaded),
    files: FolderFiles,
    settings: Settings,
    mail: Option<Outgoing>,
    journal_key: Option<Arc<SigningKey>>,
) -> Result<State, Failure> {
    Ok(State {
        store: Arc::new(store),
        files: Arc::new(files),
        known: Arc::new(Known::new(loaded)),
        clock: Arc::new(clock::now),
        chance: Arc::new(|bytes: &mut [u8]| clock::fill(bytes)),
        settings,
        operator: OPERATOR.clone(),
        comments: Arc::default(),
        mail,
        address: None,
        journal_key,
        edge: Arc::default(),
        left: Arc::default(),
        sendings: Arc::default(),
        remembered: Arc::default(),
        shown: Arc::default(),
        used: Arc::default(),
        tallies: Arc::default(),
        throttle: Arc::default(),
        faces: Arc::new(Faces::none()),
    })
}

/// What stops the worker when it is dropped, and what tells of its end.
type Working = (mpsc::Sender<()>, mpsc::Receiver<()>);

/// Letters and checkpoints, each on a thread of its own, if there is a way out for the ones or a key to sign the others
/// with; they work until the sender is dropped.
fn start_workers(state: &State) -> Vec<Working> {
    type Work = fn(&State, &mpsc::Receiver<()>);
    let letters = state.mail.is_some().then_some(worker::run as Work);
    let checkpoints = state.journal_key.is_some().then_some(worker::run_signing as Work);
    let start = |work: Work| {
        let ((stop, stopped), (ending, ended)) = (mpsc::channel(), mpsc::channel());
        let state = state.clone();
        std::thread::spawn(move || {
            work(&state, &stopped);
            let _nobody_may_wait = ending.send(());
        });
        (stop, ended)
    };
    letters.into_iter().chain(checkpoints).map(start).collect()
}

/// Backups on a thread of their own.
fn start_keeper(keeper: Keeper) -> (mpsc::Sender<()>, mpsc::Receiver<()>) {
    let ((stop, stopped), (ending, ended)) = (mpsc::channel(), mpsc::channel());
    std::thread::spawn(move || {
        keeper.run(&stopped);
        let _nobody_may_wait = ending.send(());
    });
    (stop, ended)
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
