//! The address for whoever watches the server: its counts, whether it lives and is ready. It is another one than that of the
//! pages, and none unless it is set.

use crate::{
    edge::{self, Edge, Gauge, Hosts, Limits},
    frame::state::State,
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, Response, StatusCode, header},
};
use earnest_app::desk::letters::queue_length;
use std::{fs, sync::Arc, sync::atomic::Ordering};

/// What this house calls itself to whoever reads the counts.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Serves the counts of `state`'s server on an address of their own until `stop` ends.
///
/// # Errors
/// The listener fails.
pub async fn serve_watched(
    listener: tokio::net::TcpListener,
    state: State,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = Router::new().fallback(move |request: Request| answer(state.clone(), request));
    edge::serve(listener, router, own_edge(), stop).await
}

/// The same where no register is yet: the server lives, is as ready as `edge` says, and has no counts.
///
/// # Errors
/// The listener fails.
pub async fn serve_watched_before(
    listener: tokio::net::TcpListener,
    edge: Arc<Edge>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = Router::new().fallback(move |request: Request| answer_before(Arc::clone(&edge), request));
    edge::serve(listener, router, own_edge(), stop).await
}

/// What stands before this address: few connections, whatever name they ask for.
fn own_edge() -> Arc<Edge> {
    let limits = Limits { connections: 32, of_address: 32, ..Limits::default() };
    Arc::new(Edge::new(limits, Hosts::default(), false))
}

async fn answer_before(edge: Arc<Edge>, request: Request) -> Response<Body> {
    let (head, _) = request.into_parts();
    let mut response = match head.uri.path() {
        _ if edge::is_probe(&head) => edge::probed(&edge.watch, head.uri.path()).await,
        "/metrics" => said(StatusCode::SERVICE_UNAVAILABLE, "no register is set up yet\n"),
        _ => missing(),
    };
    // Whoever comes again is told of the register itself.
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn missing() -> Response<Body> {
    said(StatusCode::NOT_FOUND, "/metrics, /healthz, /readyz\n")
}

fn said(status: StatusCode, words: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(words));
    *response.status_mut() = status;
    response
}

async fn answer(state: State, request: Request) -> Response<Body> {
    let (head, _) = request.into_parts();
    if edge::is_probe(&head) {
        return edge::probed(&state.edge.watch, head.uri.path()).await;
    }
    if head.uri.path() != "/metrics" {
        return missing();
    }
    let text = tokio::task::spawn_blocking(move || counts(&state)).await.unwrap_or_default();
    let mut response = Response::new(Body::from(text));
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn counts(state: &State) -> String {
    let readers = state.store.readers();
    let mut gauges = vec![
        one("build", "The version that runs", format!("version=\"{VERSION}\""), 1.0),
        Gauge {
            name: "readers",
            what: "Connections that read the register",
            values: vec![
                ("state=\"busy\"".to_owned(), f64::from(readers.busy)),
                ("state=\"idle\"".to_owned(), f64::from(readers.idle)),
                ("state=\"most\"".to_owned(), f64::from(readers.most)),
            ],
        },
        one(
            "writer_given_up",
            "How often nobody could write in time since the start",
            String::new(),
            real(state.store.meter().given_up.load(Ordering::Relaxed)),
        ),
    ];
    // What can't be read now is left out: that is what /readyz is for.
    if let Ok((waiting, due)) = queue_length(&state.store, (state.clock)()) {
        gauges.push(Gauge {
            name: "jobs",
            what: "Work that is done later",
            values: vec![
                ("state=\"waiting\"".to_owned(), real(waiting)),
                ("state=\"due\"".to_owned(), real(due)),
            ],
        });
    }
    gauges.extend(resident().map(|bytes| one("memory_bytes", "Memory in use", String::new(), real(bytes))));
    let waited =
        ("earnest_writer_wait_seconds", "How long the writer was waited for", &state.store.meter().writer);
    edge::page(&state.edge, &gauges, &[waited])
}

fn one(name: &'static str, what: &'static str, labels: String, value: f64) -> Gauge {
    Gauge { name, what, values: vec![(labels, value)] }
}

/// A count as Prometheus has all of them: no count of ours reaches where that is inexact.
#[expect(clippy::cast_precision_loss, reason = "counts of a server lie far below 2 to the 53rd")]
fn real(count: u64) -> f64 {
    count as f64
}

/// The bytes of memory that the process holds, where the system tells.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
