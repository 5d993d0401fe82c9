//! From HTTP to a call and back: the only asynchronous code of the project.

use crate::{
    asker::{Asker, asker, has_ended, stay},
    edge::{self, Unread},
    frame::{
        address::Asking,
        call::Call,
        drafts,
        fields::Fields,
        headers::{self, DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE},
        knocks,
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
    extract::{RawPathParams, Request},
    http::{HeaderMap, Response, StatusCode, header},
    routing::{MethodFilter, on},
};
use earnest_app::AppError;
use earnest_i18n::{Lang, Tr};
use earnest_model::{Date, actor::Actor, people::security::SecurityKind, permit::may_somewhere};
use std::{mem, sync::Arc};
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
    let edge = Arc::clone(&missing.edge);
    let secure = (missing.settings.secure, missing.settings.proxied);
    router
        .fallback(move |request: Request| not_found(missing, request))
        .layer(axum::middleware::from_fn_with_state(edge, edge::pass))
        .layer(axum::middleware::from_fn_with_state(secure, headers::stay_secure))
        .layer(axum::middleware::map_response(headers::harden))
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

impl Incoming {
    /// Whether it holds what can be no text in the register.
    fn is_impossible(&self) -> bool {
        let fields = self.query.0.iter().chain(&self.form.0).chain(&self.parts);
        let mut texts = fields.flat_map(|(name, value)| [name, value]);
        texts.any(|text| text.contains('\0')) || self.files.iter().any(|file| file.name.contains('\0'))
    }
}

async fn answer(
    state: State,
    route: &'static Route,
    parts: RawPathParams,
    request: Request,
) -> Response<Body> {
    let parts = parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (mut head, body) = request.into_parts();
    let mut incoming = Incoming {
        client: edge::client(state.settings.proxied, &head),
        path: head.uri.path().to_owned(),
        query: Fields::parse(head.uri.query().unwrap_or_default().as_bytes()),
        parts,
        headers: mem::take(&mut head.headers),
        form: Fields::default(),
        files: Vec::new(),
    };
    let unread = match head.extensions.get::<Unread>() {
        // What came whole and only got no turn is read all the same: its words are on the page.
        Some(Unread::Busy) => {
            read_form(&state, route, &mut incoming, body).await.err().or(Some(Unread::Busy))
        }
        Some(unread) => Some(*unread),
        None => read_form(&state, route, &mut incoming, body).await.err(),
    };
    let unread = unread.or_else(|| incoming.is_impossible().then_some(Unread::Impossible));
    if let Some(unread) = unread {
        return blocking(move || with_call(&state, &incoming, |_| Err(unread.into()))).await;
    }
    blocking(move || with_call(&state, &incoming, |call| guarded(call, route, &incoming))).await
}

/// Reads what the form brings, within the limits of the route.
async fn read_form(
    state: &State,
    route: &'static Route,
    incoming: &mut Incoming,
    body: Body,
) -> Result<(), Unread> {
    let Some(boundary) = upload::boundary(&incoming.headers).filter(|_| route.files) else {
        let body = to_bytes(body, FORM_LIMIT).await.map_err(|_| Unread::TooLarge)?;
        incoming.form = Fields::parse(&body);
        return Ok(());
    };
    // Much is read only from somebody whom the route may serve; everybody else's form stays empty, and is refused.
    let secure = state.settings.secure;
    let (state, token) =
        (state.clone(), cookie(&incoming.headers, SESSION_COOKIE, secure).map(str::to_owned));
    let asked = tokio::task::spawn_blocking(move || {
        let asker = asker(&state, token.as_deref(), (state.clock)());
        serves(route.need, &asker.who.actor, state.today())
    });
    if asked.await.unwrap_or(false) {
        match upload::read(body, boundary).await {
            Ok((form, files)) => (incoming.form, incoming.files) = (form, files),
            Err(multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. }) => {
                return Err(Unread::TooLarge);
            }
            Err(_) => return Err(Unread::Impossible),
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
    let secure = state.settings.secure;
    let token = cookie(&incoming.headers, SESSION_COOKIE, secure).filter(|token| !state.left.holds(token));
    let Asker { who, fault } = asker(state, token, now);
    if let Some(token) = token.filter(|_| who.actor.account().is_some()) {
        stay(state, token, &who, now);
    }
    let (actor, csrf) = (who.actor, who.csrf);
    let chosen = incoming.query.find("lang").and_then(Lang::parse);
    let lang = chosen.or_else(|| cookie(&incoming.headers, LANGUAGE_COOKIE, secure).and_then(Lang::parse));
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
        device: cookie(&incoming.headers, DEVICE_COOKIE, secure),
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
    headers::keep_private(&mut response);
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
    if !allowed && route.method == Verb::Get && has_ended(call) {
        return Ok(Reply::See(paths::people::posts().asking("next", call.here(call.query))));
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
        knocks::note(call, SecurityKind::Forged, call.actor.account(), "");
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

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str, secure: bool) -> Option<&'h str> {
    let name = headers::cookie_name(name, secure);
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(found, _)| *found == name).map(|(_, value)| value).next()
}
