//! Listening: connections are taken, served, and at the end drained.

use super::{client::place, house::Edge, slot::Slot, socket::Socket};
use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};
use tower::ServiceExt as _;

/// How long at the end a caller may go on sending who has not sent all.
const LAST_CALL: Duration = Duration::from_secs(1);

/// Serves until `stop` ends, then lets what is under way come to its end, within bounds.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    edge: Arc<Edge>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let mut stop = pin!(stop);
    let mut tasks = JoinSet::new();
    let (ending, end) = watch::channel(false);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let Some(slot) = edge.connections.admit(place(peer.ip()), !edge.proxied) else { continue };
                    tasks.spawn(connection(Arc::clone(&edge), router.clone(), (stream, peer, slot), end.clone()));
                }
                Err(fault) => {
                    tracing::warn!(%fault, "a connection could not be taken");
                    edge.connections.make_room();
                    sleep(Duration::from_millis(20)).await;
                }
            },
            Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
            () = &mut stop => break,
        }
    }
    drop(listener);
    edge.watch.drains();
    let _nobody_left = ending.send(true);
    let ended = timeout(edge.limits.drain, async { while tasks.join_next().await.is_some() {} }).await;
    if ended.is_err() {
        tracing::warn!(left = tasks.len(), "connections were still open at the end");
    }
    tasks.shutdown().await;
    Ok(())
}

async fn connection(
    edge: Arc<Edge>,
    router: Router,
    (stream, peer, slot): (TcpStream, SocketAddr, Arc<Slot>),
    mut end: watch::Receiver<bool>,
) {
    let _small_answers_go_at_once = stream.set_nodelay(true);
    let io = TokioIo::new(Socket::new(stream, Arc::clone(&slot), edge.limits.unread));
    let of_call = Arc::clone(&slot);
    let service = service_fn(move |request: Request<Incoming>| {
        let (mut head, body) = request.into_parts();
        head.extensions.insert(ConnectInfo(peer));
        head.extensions.insert(Arc::clone(&of_call));
        router.clone().oneshot(Request::from_parts(head, Body::new(body)))
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(edge.limits.head).half_close(false);
    let mut connection = pin!(http.serve_connection(io, service));
    let mut last_call = pin!(sleep(edge.limits.drain));
    let mut ending = false;
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(fault) = ended {
                    tracing::debug!(%fault, "a connection ended");
                }
                break;
            }
            () = slot.kicked() => break,
            _ = end.changed(), if !ending => {
                ending = true;
                connection.as_mut().graceful_shutdown();
                last_call.as_mut().reset(tokio::time::Instant::now() + LAST_CALL);
            }
            () = &mut last_call, if ending => {
                if slot.waits() {
                    break;
                }
                last_call.as_mut().reset(tokio::time::Instant::now() + LAST_CALL);
            }
        }
    }
    edge.connections.leave(&slot);
}
