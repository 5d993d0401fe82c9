//! From HTTP to a call and back: the only asynchronous code of the project.

use crate::{
    call::{Call, Fields},
    drafts, headers, look,
    reply::{Fault, Outcome, Reply, respond},
    route::{self, Need, Route, Verb},
    state::State,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{RawPathParams, Request},
    http::{HeaderMap, Response, StatusCode, header},
    routing::{MethodFilter, on},
};
use earnest_app::{AppError, sign_in};
use earnest_i18n::{Lang, Tr};
use earnest_model::{actor::Actor, permit::may_somewhere};
use subtle::ConstantTimeEq;

/// The most bytes that a form may have.
pub const FORM_LIMIT: usize = 1 << 20;
/// The cookie with the session token.
pub const SESSION_COOKIE: &str = "earnest_session";
/// The cookie with the language.
pub const LANGUAGE_COOKIE: &str = "earnest_lang";

/// The whole site.
pub fn router(state: State) -> Router {
    let mut router = Router::new();
    for route in route::all() {
        let filter = match route.method {
            Verb::Get => MethodFilter::GET,
            Verb::Post => MethodFilter::POST,
        };
        let state = state.clone();
        let handler = move |parts: RawPathParams, request: Request| answer(state, route, parts, request);
        router = router.route(route.path, on(filter, handler));
    }
    let missing = state.clone();
    for asset in &*look::ASSETS {
        router = router.route(&asset.path, axum::routing::get(move || headers::asset(asset)));
    }
    router
        .fallback(move |request: Request| not_found(missing, request))
        .layer(axum::middleware::map_response(headers::harden))
}

/// Serves until `stop` ends.
pub async fn serve(
    listener: tokio::net::TcpListener,
    state: State,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(state)).with_graceful_shutdown(stop).await
}

/// What came in, without its body.
struct Incoming {
    path: String,
    query: Fields,
    parts: Vec<(String, String)>,
    headers: HeaderMap,
    form: Fields,
}

async fn answer(
    state: State,
    route: &'static Route,
    parts: RawPathParams,
    request: Request,
) -> Response<Body> {
    let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, FORM_LIMIT).await else { return plain(StatusCode::PAYLOAD_TOO_LARGE) };
    let incoming = Incoming {
        path: head.uri.path().to_owned(),
        query: Fields::parse(head.uri.query().unwrap_or_default().as_bytes()),
        parts,
        headers: head.headers,
        form: Fields::parse(&body),
    };
    blocking(move || with_call(&state, &incoming, |call| guarded(call, route, &incoming))).await
}

async fn not_found(state: State, request: Request) -> Response<Body> {
    let (head, _) = request.into_parts();
    let incoming = Incoming {
        path: head.uri.path().to_owned(),
        query: Fields::default(),
        parts: Vec::new(),
        headers: head.headers,
        form: Fields::default(),
    };
    blocking(move || with_call(&state, &incoming, |_| Err(AppError::NotFound.into()))).await
}

/// The one way from the asynchronous edge into the synchronous rooms.
async fn blocking(work: impl FnOnce() -> Response<Body> + Send + 'static) -> Response<Body> {
    match tokio::task::spawn_blocking(work).await {
        Ok(response) => response,
        Err(fault) => {
            tracing::error!(%fault, "a handler broke off");
            plain(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn plain(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(status.to_string()));
    *response.status_mut() = status;
    response
}

/// Finds out who asks and in which language, and lets `act` answer.
fn with_call(state: &State, incoming: &Incoming, act: impl FnOnce(&Call<'_>) -> Outcome) -> Response<Body> {
    let now = (state.clock)();
    let token = cookie(&incoming.headers, SESSION_COOKIE);
    let who = token.and_then(|token| match sign_in::who(&state.store, token, now) {
        Ok(who) => who,
        Err(fault) => {
            tracing::error!(%fault, "the session could not be read");
            None
        }
    });
    let (actor, csrf) = who.unwrap_or((Actor::Public, String::new()));
    let chosen = incoming.query.find("lang").and_then(Lang::parse);
    let lang = chosen.or_else(|| cookie(&incoming.headers, LANGUAGE_COOKIE).and_then(Lang::parse));
    let lang =
        lang.unwrap_or_else(|| Lang::negotiate(header_text(&incoming.headers, header::ACCEPT_LANGUAGE)));
    let call = Call {
        state,
        actor: &actor,
        csrf: &csrf,
        tr: Tr::new(lang),
        lang,
        now,
        today: state.today(),
        path: &incoming.path,
        token,
        parts: &incoming.parts,
        query: &incoming.query,
        form: &incoming.form,
        draft: None,
    };
    let outcome = act(&call);
    let mut response = respond(&call, outcome);
    if let Some(chosen) = chosen {
        headers::set_cookie(&mut response, &headers::language_cookie(chosen, state.settings.secure));
    }
    if state.settings.secure {
        headers::stay_secure(&mut response);
    }
    if actor.account().is_some() {
        headers::keep_private(&mut response);
    }
    response
}

/// Asks the route's need and the form's token before the handler.
fn guarded(call: &Call<'_>, route: &Route, incoming: &Incoming) -> Outcome {
    let signed_in = call.actor.account().is_some();
    let allowed = match route.need {
        Need::Public => true,
        Need::SignedIn => signed_in,
        Need::May(kind) => may_somewhere(kind, call.actor, call.today),
    };
    if !allowed && !signed_in && route.method == Verb::Get {
        let next: String = form_urlencoded::byte_serialize(call.path.as_bytes()).collect();
        return Ok(Reply::See(format!("/sign-in?next={next}")));
    }
    if !allowed {
        return Err(AppError::NotFound.into());
    }
    if route.method == Verb::Post && !(from_our_pages(&incoming.headers) && token_fits(call, signed_in)) {
        return Err(Fault::Forged);
    }
    if route.method == Verb::Post { drafts::answer(call, route) } else { (route.handler)(call) }
}

/// Browsers tell where a form comes from; one that says it comes from elsewhere is refused.
fn from_our_pages(headers: &HeaderMap) -> bool {
    match header_text(headers, header::HeaderName::from_static("sec-fetch-site")) {
        "" => {
            let origin = header_text(headers, header::ORIGIN);
            let host = header_text(headers, header::HOST);
            origin.is_empty() || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
        site => matches!(site, "same-origin" | "none"),
    }
}

/// With a session, every form carries its token.
fn token_fits(call: &Call<'_>, signed_in: bool) -> bool {
    !signed_in || bool::from(call.form.get("csrf").as_bytes().ct_eq(call.csrf.as_bytes()))
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(found, _)| *found == name).map(|(_, value)| value).next()
}
