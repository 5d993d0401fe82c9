//! `earnest serve`

use crate::{
    clock,
    database::{Database, Open},
    failure::Failure,
    files::FilesFolder,
};
use clap::Args;
use earnest_model::pack::Pack;
use earnest_web::{Settings, State};
use std::{io::Write, net::SocketAddr, sync::Arc};

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
}

impl Serve {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let open = self.database.open()?;
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
    let held = open.held;
    let files = listen.files.open(url)?;
    let state = State {
        store: Arc::new(open.store),
        files: Arc::new(files),
        pack: Arc::new(Pack::built_in().map_err(Failure::new)?),
        clock: Arc::new(clock::now),
        chance: Arc::new(|bytes: &mut [u8]| clock::fill(bytes)),
        settings: Settings {
            zone: clock::zone(),
            secure: listen.https,
            proxied: listen.proxied,
            today: held,
        },
        comments: Arc::default(),
        throttle: Arc::default(),
    };
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
    })
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
