//! The way of a request through the edge: the gate, its body, its turn, the rooms behind.

use super::{
    client::client,
    gate::turned_away,
    house::Edge,
    limits::FORM_LIMIT,
    shares::{Share, brings_files},
    slot::Slot,
    unread::Unread,
    watch::{Asked, is_probe, probed},
    ways::{NoWay, OnTheWay},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Response, StatusCode, header},
    middleware::Next,
};
use earnest_app::{Halt, Why};
use std::sync::Arc;
use tokio::{sync::OwnedSemaphorePermit, time::Instant};
use tracing::Instrument as _;

/// Has the reading of a request end when whoever asked for it goes.
struct Waits {
    halt: Arc<Halt>,
    edge: Arc<Edge>,
    answered: bool,
}

impl Drop for Waits {
    fn drop(&mut self) {
        if !self.answered {
            self.halt.tell(Why::Gone);
            self.edge.watch.broke_off(Why::Gone);
        }
    }
}

/// Lets a request pass, or answers it; counts it, and writes its line.
pub async fn pass(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response<Body> {
    let (head, body) = request.into_parts();
    if is_probe(&head) {
        return probed(&edge.watch, head.uri.path()).await;
    }
    let mut request = Request::from_parts(head, body);
    let asked = Asked::begins(&edge, &mut request);
    let span = tracing::info_span!("request", number = asked.number());
    let mut response = passed(edge, request, next).instrument(span).await;
    asked.ends(&mut response);
    response
}

async fn passed(edge: Arc<Edge>, request: Request, next: Next) -> Response<Body> {
    let (mut head, body) = request.into_parts();
    let slot = head.extensions.get::<Arc<Slot>>().cloned();
    if let Some(status) = turned_away(&edge, &head) {
        return closing(status);
    }
    let (share, files) = (Share::of(&head), brings_files(&head.headers));
    let from = client(edge.proxied, &head);
    let (body, held) = edge.bodies.watch(body, files, &from);
    let mut body = body;
    if !files {
        match to_bytes(body, FORM_LIMIT).await {
            Ok(bytes) => body = Body::from(bytes),
            Err(_) => {
                body = Body::empty();
                head.extensions.insert(held.why().unwrap_or(Unread::TooLarge));
            }
        }
    }
    let refused = head.extensions.get::<Unread>().is_some();
    if let Some(slot) = &slot {
        slot.works();
    }
    let came = if refused { None } else { Some(turn(&edge, share, head.uri.path()).await) };
    if let Some(Err(why)) = &came {
        head.extensions.insert(*why);
    }
    let turn = came.and_then(Result::ok);
    // A form that was sent is answered whether or not somebody waits; what is only read ends with whoever asked.
    let halt = share.reads().then(Arc::<Halt>::default);
    if let Some(halt) = &halt {
        head.extensions.insert(Arc::clone(halt));
    }
    let request = Request::from_parts(head, body);
    // Whoever hangs up does not set their work free: its turn ends with it.
    let work = async move {
        let began = Instant::now();
        let response = next.run(request).await;
        if let Some((Some(way), _)) = &turn {
            way.ended(response.status(), began.elapsed());
        }
        drop((turn, held));
        response
    };
    let mut work = tokio::spawn(work.in_current_span());
    let done = match halt {
        None => work.await,
        Some(halt) => {
            let mut waits = Waits { halt, edge: Arc::clone(&edge), answered: false };
            let bound = edge.limits.reading * if share == Share::Tables { 6 } else { 1 };
            let done = match tokio::time::timeout(bound, &mut work).await {
                Ok(done) => done,
                Err(_) => {
                    waits.halt.tell(Why::Long);
                    edge.watch.broke_off(Why::Long);
                    work.await
                }
            };
            waits.answered = true;
            done
        }
    };
    let mut response = done.unwrap_or_else(|_| closing(StatusCode::INTERNAL_SERVER_ERROR));
    if refused {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Some(slot) = &slot {
        slot.is_answered(edge.connections.now());
    }
    response
}

/// A turn, and for a page the place among those who read the same one; or why there is none.
async fn turn(
    edge: &Edge,
    share: Share,
    path: &str,
) -> Result<(Option<OnTheWay>, OwnedSemaphorePermit), Unread> {
    let way = if share.reads() {
        let way = edge.ways.enter(path, edge.limits.turn).await;
        Some(way.map_err(|why| match why {
            NoWay::Crowded => Unread::Busy(0),
            NoWay::HeldUp => Unread::HeldUp,
        })?)
    } else {
        None
    };
    let turn = edge.shares.turn(share).await.map_err(Unread::Busy)?;
    // What became known while the turn was waited for spares one's own waiting.
    match way {
        Some(way) if way.is_barred() => Err(Unread::HeldUp),
        way => Ok((way, turn)),
    }
}

/// An answer in plain words, after which the connection ends.
fn closing(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(status.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, http::Method, middleware::from_fn_with_state};
    use std::{sync::Mutex, time::Duration};
    use tower::ServiceExt as _;

    /// What has the reading of a request end, once it is being answered; who asked goes after a while.
    async fn halt_of(method: Method) -> Option<Arc<Halt>> {
        let seen: Arc<Mutex<Option<Arc<Halt>>>> = Arc::default();
        let sees = Arc::clone(&seen);
        let handler = move |request: Request| async move {
            *sees.lock().unwrap() = request.extensions().get::<Arc<Halt>>().cloned();
            std::future::pending::<Response<Body>>().await
        };
        let edge = Arc::new(Edge::default());
        let router = Router::new().fallback(handler).layer(from_fn_with_state(Arc::clone(&edge), pass));
        let request = Request::builder().method(method).header("host", "x").body(Body::empty()).unwrap();
        let gone = tokio::time::timeout(Duration::from_millis(200), router.oneshot(request)).await;
        assert!(gone.is_err(), "nobody answered");
        let lines = crate::edge::page(&edge, &[], &[]);
        assert!(lines.contains("route=\"none\",status=\"0\"} 1"), "{lines}");
        seen.lock().unwrap().take()
    }

    #[tokio::test]
    async fn reading_ends_when_whoever_asked_goes_and_a_form_is_done_all_the_same() {
        assert_eq!(halt_of(Method::GET).await.and_then(|halt| halt.why()), Some(Why::Gone));
        assert!(halt_of(Method::POST).await.is_none());
    }
}
