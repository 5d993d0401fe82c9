//! What no head of a request may be.

use super::{house::Edge, slot::Slot};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use std::sync::Arc;

/// The status with which a request is turned away at the gate, if it is.
pub(super) fn turned_away(edge: &Edge, head: &Parts) -> Option<StatusCode> {
    let slot = head.extensions.get::<Arc<Slot>>();
    if slot.is_some_and(|slot| slot.conflicting()) {
        return Some(StatusCode::BAD_REQUEST);
    }
    let Some(host) = one_host(&head.headers) else { return Some(StatusCode::BAD_REQUEST) };
    if head.uri.host().is_some_and(|named| !edge.hosts.are(named)) || !edge.hosts.are(host) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    None
}

/// The one host that a request names: who names two, or none, means to be read in two ways.
fn one_host(headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok().filter(|host| !host.is_empty())?;
    if hosts.next().is_some() { None } else { Some(host) }
}
