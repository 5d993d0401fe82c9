//! The first start: a register that nobody has set up yet shows one page, on which whoever knows the code sets it up.

mod answers;
mod asked;
mod page;

pub use asked::{Answers, First, Offered, SetUpper, Taken};

use crate::{
    edge::{self, Edge},
    frame::{
        asset,
        fields::Fields,
        headers::{self, LANGUAGE_COOKIE},
        upload::{self, FORM_LIMIT},
    },
    look,
};
use asked::Form;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
    routing::get,
};
use earnest_i18n::Lang;
use page::{Shown, done_page, form_page, plain_page};
use std::{future::Future, sync::Arc, time::Duration};
use subtle::ConstantTimeEq;
use tokio::sync::{Mutex, Notify};

/// How long whoever gives a wrong code waits, and everybody else who gives one in the meantime.
const WAIT: Duration = Duration::from_secs(1);

/// How often it is looked whether the register was set up by another program.
const LOOKS: Duration = Duration::from_secs(5);

/// The page while it waits.
struct Waiting {
    first: First,
    /// Held by whoever sets up, so that it is done once; true when it is done.
    done: Mutex<bool>,
    /// Held by whoever waits for a wrong code.
    wrong: Mutex<()>,
    ended: Notify,
}

/// Serves the page until the register is set up (true) or `stop` ends (false).
///
/// # Errors
/// The listener fails.
pub async fn serve_first(
    listener: tokio::net::TcpListener,
    (first, edge): (First, Arc<Edge>),
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<bool> {
    let waiting =
        Arc::new(Waiting { first, done: Mutex::new(false), wrong: Mutex::new(()), ended: Notify::new() });
    let ended = Arc::clone(&waiting);
    let stop = async move {
        tokio::select! {
            () = stop => {}
            () = ended.ended.notified() => {}
            () = taken_in_time(Arc::clone(&ended)) => {}
        }
    };
    edge::serve(listener, router(&waiting, &edge), edge, stop).await?;
    Ok(*waiting.done.lock().await)
}

/// Ends once another program has set the register up.
async fn taken_in_time(waiting: Arc<Waiting>) {
    loop {
        tokio::time::sleep(LOOKS).await;
        if is_taken(&waiting).await {
            return;
        }
    }
}

/// Whether another program has set the register up; then this page is over.
async fn is_taken(waiting: &Arc<Waiting>) -> bool {
    let at = Arc::clone(waiting);
    // Whoever sets it up here holds this; it is looked at afterwards.
    let mut done = waiting.done.lock().await;
    if *done {
        return false;
    }
    let taken = tokio::task::spawn_blocking(move || (at.first.taken)()).await.unwrap_or(false);
    if taken {
        *done = true;
        waiting.ended.notify_one();
    }
    taken
}

fn router(waiting: &Arc<Waiting>, edge: &Arc<Edge>) -> Router {
    let mut router = Router::new();
    for asset in &*look::ASSETS {
        router = router.route(&asset.path, get(move |request: Request| asset::asset(asset, request)));
    }
    let (at, secure) = (Arc::clone(waiting), (waiting.first.secure, waiting.first.proxied));
    router
        .fallback(move |request: Request| answer(at, request))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(edge), edge::pass))
        .layer(axum::middleware::from_fn_with_state(secure, headers::stay_secure))
        .layer(axum::middleware::map_response(headers::harden))
}

/// Answers whatever comes: there is one page.
async fn answer(waiting: Arc<Waiting>, request: Request) -> Response<Body> {
    let secure = waiting.first.secure;
    let (head, body) = request.into_parts();
    let query = Fields::parse(head.uri.query().unwrap_or_default().as_bytes());
    let chosen = query.find("lang").and_then(Lang::parse);
    let lang = chosen.unwrap_or_else(|| language(&head.headers, secure));
    let taken = is_taken(&waiting).await;
    let mut response = match (head.method, head.uri.path()) {
        _ if taken => html(StatusCode::CONFLICT, plain_page(lang, StatusCode::CONFLICT)),
        (Method::GET | Method::HEAD, "/") => {
            html(StatusCode::OK, form_page(&waiting.first, &Shown::empty(lang)))
        }
        (Method::GET | Method::HEAD, _) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::SEE_OTHER;
            response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/"));
            response
        }
        (Method::POST, "/") => match sent(&head.headers, body).await {
            Ok(form) => send(&waiting, lang, form).await,
            Err(status) => html(status, plain_page(lang, status)),
        },
        _ => html(StatusCode::NOT_FOUND, plain_page(lang, StatusCode::NOT_FOUND)),
    };
    if let Some(chosen) = chosen {
        headers::set_cookie(&mut response, &headers::language_cookie(chosen, secure));
    }
    headers::keep_private(&mut response);
    // Whoever comes again is answered by the register itself.
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn language(sent: &HeaderMap, secure: bool) -> Lang {
    let kept = headers::cookie(sent, LANGUAGE_COOKIE, secure).and_then(Lang::parse);
    let asked = || Lang::negotiate(headers::header_text(sent, header::ACCEPT_LANGUAGE));
    kept.or_else(asked).unwrap_or_default()
}

/// Reads what was sent. Errors: why it can't be read.
async fn sent(headers: &HeaderMap, body: Body) -> Result<Form, StatusCode> {
    match upload::boundary(headers) {
        Some(boundary) => upload::read(body, boundary, true).await.map_err(|fault| match fault {
            multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            _ => StatusCode::BAD_REQUEST,
        }),
        None => {
            let bytes = to_bytes(body, FORM_LIMIT).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
            Ok((Fields::parse(&bytes), Vec::new()))
        }
    }
}

async fn send(waiting: &Arc<Waiting>, lang: Lang, form: Form) -> Response<Body> {
    if !fits(form.0.get("code"), &waiting.first.code) {
        let turn = waiting.wrong.lock().await;
        tokio::time::sleep(WAIT).await;
        drop(turn);
        let shown = Shown::wrong_code(lang, form);
        return html(StatusCode::FORBIDDEN, form_page(&waiting.first, &shown));
    }
    let mut done = waiting.done.lock().await;
    if *done {
        return html(StatusCode::CONFLICT, plain_page(lang, StatusCode::CONFLICT));
    }
    let at = Arc::clone(waiting);
    let work = move || answers::take(&at.first, lang, form);
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(units)) => {
            *done = true;
            waiting.ended.notify_one();
            html(StatusCode::OK, done_page(lang, units))
        }
        Ok(Err(shown)) => html(shown.status(), form_page(&waiting.first, &shown)),
        Err(fault) => {
            tracing::error!(%fault, "setting up broke off");
            html(StatusCode::INTERNAL_SERVER_ERROR, plain_page(lang, StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

/// Whether a code is the one, however it is spaced and in whatever case.
fn fits(given: &str, code: &str) -> bool {
    let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let (given, code) = (bare(given).to_ascii_uppercase(), bare(code));
    bool::from(given.as_bytes().ct_eq(code.as_bytes()))
}

fn html(status: StatusCode, page: Result<String, askama::Error>) -> Response<Body> {
    let (status, text) = match page {
        Ok(text) => (status, text),
        Err(fault) => {
            tracing::error!(%fault, "the page of the first start failed");
            (StatusCode::INTERNAL_SERVER_ERROR, StatusCode::INTERNAL_SERVER_ERROR.to_string())
        }
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}
