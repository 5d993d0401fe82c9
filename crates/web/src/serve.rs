//! From HTTP to a call and back: the only asynchronous code of the project.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        drafts,
        fields::Fields,
        headers::{self, DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE},
        reply::{Fault, Outcome, Reply},
        route::{Need, Route, Verb},
        state::State,
        upload::{self, FORM_LIMIT, Upload},
    },
    look,
    pages::paths,
    respond::respond,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, RawPathParams, Request},
    http::{HeaderMap, Response, StatusCode, header},
    routing::{MethodFilter, on},
};
use earnest_app::{
    AppError, StoreError,
    people::sign_in::{self, SignedIn},
};
use earnest_i18n::{Lang, Tr};
use earnest_model::{Date, Timestamp, actor::Actor, permit::may_somewhere};
use std::net::SocketAddr;
use subtle::ConstantTimeEq;

/// The whole site: these routes, and the files of the look.
pub fn router(routes: impl Iterator<Item = &'static Route>, state: State) -> Router {
    let mut router = Router::new();
    for route in routes {
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

/// Serves a site until `stop` ends.
pub async fn serve(
    listener: tokio::net::TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}

/// What came in, without its body.
struct Incoming {
    path: String,
    query: Fields,
    parts: Vec<(String, String)>,
    headers: HeaderMap,
    form: Fields,
    files: Vec<Upload>,
    /// The address of whoever asks; empty if the server was not told.
    client: String,
}

async fn answer(
    state: State,
    route: &'static Route,
    parts: RawPathParams,
    request: Request,
) -> Response<Body> {
    let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (head, body) = request.into_parts();
    let mut incoming = Incoming {
        client: client(&state, &head),
        path: head.uri.path().to_owned(),
        query: Fields::parse(head.uri.query().unwrap_or_default().as_bytes()),
        parts,
        headers: head.headers,
        form: Fields::default(),
        files: Vec::new(),
    };
    if let Err(status) = read_form(&state, route, &mut incoming, body).await {
        return plain(status);
    }
    blocking(move || with_call(&state, &incoming, |call| guarded(call, route, &incoming))).await
}

/// Reads what the form brings, within the limits of the route.
async fn read_form(
    state: &State,
    route: &'static Route,
    incoming: &mut Incoming,
    body: Body,
) -> Result<(), StatusCode> {
    let Some(boundary) = upload::boundary(&incoming.headers).filter(|_| route.files) else {
        let body = to_bytes(body, FORM_LIMIT).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        incoming.form = Fields::parse(&body);
        return Ok(());
    };
    // Much is read only from somebody whom the route may serve; everybody else's form stays empty, and is refused.
    let (state, token) = (state.clone(), cookie(&incoming.headers, SESSION_COOKIE).map(str::to_owned));
    let asked = tokio::task::spawn_blocking(move || {
        let asker = asker(&state, token.as_deref(), (state.clock)());
        serves(route.need, &asker.who.actor, state.today())
    });
    if asked.await.unwrap_or(false) {
        match upload::read(body, boundary).await {
            Ok((form, files)) => (incoming.form, incoming.files) = (form, files),
            Err(multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. }) => {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            Err(_) => return Err(StatusCode::BAD_REQUEST),
        }
    }
    Ok(())
}

async fn not_found(state: State, request: Request) -> Response<Body> {
    let (head, _) = request.into_parts();
    let incoming = Incoming {
        path: head.uri.path().to_owned(),
        query: Fields::default(),
        parts: Vec::new(),
        headers: head.headers,
        form: Fields::default(),
        files: Vec::new(),
        client: String::new(),
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

/// Who asks, and what could not be found out of it.
struct Asker {
    who: SignedIn,
    /// Why the session could not be read, if it could not: whoever is signed in is not taken for nobody.
    fault: Option<StoreError>,
}

/// Whose session a token is, with the token of its forms.
fn asker(state: &State, token: Option<&str>, now: Timestamp) -> Asker {
    let found = token.map_or(Ok(None), |token| sign_in::who(&state.store, token, now));
    let (who, fault) = match found {
        Ok(who) => (who, None),
        Err(AppError::Store(fault)) => (None, Some(fault)),
        Err(fault) => {
            tracing::error!(%fault, "the session could not be read");
            (None, None)
        }
    };
    let nobody = || SignedIn { actor: Actor::Public, csrf: String::new(), post: None };
    Asker { who: who.unwrap_or_else(nobody), fault }
}

/// Whether an actor may use a route somewhere.
fn serves(need: Need, actor: &Actor, today: Date) -> bool {
    match need {
        Need::Public => true,
        Need::SignedIn => actor.account().is_some(),
        Need::May(kind) => may_somewhere(kind, actor, today),
    }
}

/// Finds out who asks and in which language, and lets `act` answer.
fn with_call(state: &State, incoming: &Incoming, act: impl FnOnce(&Call<'_>) -> Outcome) -> Response<Body> {
    let now = (state.clock)();
    let token = cookie(&incoming.headers, SESSION_COOKIE);
    let Asker { who, fault } = asker(state, token, now);
    let (actor, csrf) = (who.actor, who.csrf);
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
        client: &incoming.client,
        device: cookie(&incoming.headers, DEVICE_COOKIE),
        post: who.post.as_deref(),
        token,
        parts: &incoming.parts,
        query: &incoming.query,
        form: &incoming.form,
        draft: None,
        files: &incoming.files,
    };
    let outcome = match fault {
        Some(fault) => Err(fault.into()),
        None => act(&call),
    };
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
    let allowed = serves(route.need, call.actor, call.today);
    if !allowed && !signed_in && route.method == Verb::Get {
        if crate::api::answer::is_api(call.path) {
            return Err(Fault::NoSession);
        }
        return Ok(Reply::See(paths::people::sign_in().asking("next", call.path)));
    }
    if !allowed {
        return Err(AppError::NotFound.into());
    }
    // Whoever holds several posts reads under all of them and writes under one.
    let writes = matches!(route.need, Need::May(kind) if kind.writes());
    if writes && route.method == Verb::Get && call.actor.must_choose(call.today) {
        let here = call.here(call.query);
        return Ok(Reply::See(paths::people::posts().asking("next", here)));
    }
    if route.method == Verb::Post && !(from_our_pages(&incoming.headers) && token_fits(call, signed_in)) {
        return Err(Fault::Forged);
    }
    if writes && call.actor.must_choose(call.today) {
        return Err(Fault::NoPost);
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

/// Where a request comes from: the peer, or what a proxy in front says of it.
fn client(state: &State, head: &axum::http::request::Parts) -> String {
    if state.settings.proxied {
        let said =
            head.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default();
        return said.rsplit(',').next().unwrap_or_default().trim().to_owned();
    }
    let peer = head.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map_or_else(String::new, |peer| peer.0.ip().to_string())
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(found, _)| *found == name).map(|(_, value)| value).next()
}
