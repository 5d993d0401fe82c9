//! Whether the server lives, and whether it is ready. Asked before any gate: whoever asks may do so by any name, and waits for
//! no turn, since a server that has much to do is to be left alone.

use super::counts::Watch;
use axum::{
    body::Body,
    http::{HeaderValue, Method, Response, StatusCode, header, request::Parts},
};
use earnest_app::Ready;
use std::{sync::atomic::Ordering, time::Duration};
use tokio::time::Instant;

/// For so long an answer about the register holds: asking costs no more than this often.
const FRESH: Duration = Duration::from_secs(1);

/// Whether a request asks for one of both.
pub fn is_asked(head: &Parts) -> bool {
    matches!(head.method, Method::GET | Method::HEAD) && matches!(head.uri.path(), "/healthz" | "/readyz")
}

/// The answer.
pub async fn answered(watch: &Watch, path: &str) -> Response<Body> {
    let (status, word) = match path {
        "/healthz" => (StatusCode::OK, "alive"),
        _ => match watch.standing().await {
            Ok(()) => (StatusCode::OK, "ready"),
            Err(why) => (StatusCode::SERVICE_UNAVAILABLE, why),
        },
    };
    let mut response = Response::new(Body::from(format!("{word}\n")));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

impl Watch {
    /// Why the server is not ready, in a word, if it is not.
    async fn standing(&self) -> Result<(), &'static str> {
        if self.draining.load(Ordering::Acquire) {
            return Err("draining");
        }
        let Some(probe) = self.probe.get().cloned() else { return Err("no register") };
        // Whoever comes meanwhile waits for the same answer.
        let mut last = self.last.lock().await;
        let fresh = last.as_ref().filter(|(at, _)| at.elapsed() < FRESH).map(|(_, ready)| *ready);
        let ready = match fresh {
            Some(ready) => ready,
            None => tokio::task::spawn_blocking(move || probe()).await.unwrap_or(Ready::Unreachable),
        };
        if fresh.is_none() {
            *last = Some((Instant::now(), ready));
        }
        match ready {
            Ready::Yes => Ok(()),
            Ready::Unreachable => Err("register out of reach"),
            Ready::Migrations => Err("migrations"),
        }
    }
}
