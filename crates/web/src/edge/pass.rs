//! The way of a request through the edge: the gate, its body, its turn, the rooms behind.

use super::{
    client::client,
    gate::turned_away,
    house::Edge,
    limits::FORM_LIMIT,
    shares::{Share, brings_files},
    slot::Slot,
    unread::Unread,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Response, StatusCode, header},
    middleware::Next,
};
use std::sync::Arc;

/// Lets a request pass, or answers it.
pub async fn pass(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response<Body> {
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
    let turn = if refused { None } else { edge.shares.turn(share).await };
    if turn.is_none() && !refused {
        head.extensions.insert(Unread::Busy);
    }
    let request = Request::from_parts(head, body);
    // Whoever hangs up does not set their work free: it goes on, and its turn ends with it.
    let work = tokio::spawn(async move {
        let response = next.run(request).await;
        drop((turn, held));
        response
    });
    let mut response = work.await.unwrap_or_else(|_| closing(StatusCode::INTERNAL_SERVER_ERROR));
    if refused {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Some(slot) = &slot {
        slot.is_answered(edge.connections.now());
    }
    response
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
