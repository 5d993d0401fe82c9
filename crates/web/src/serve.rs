//! From HTTP to a call and back: the one way from the asynchronous edge into the synchronous rooms.

use crate::{
    asker::{Asker, asker, has_ended, stay, unasked},
    case_arrival::check_owner,
    edge::{self, Probe, Template, Unread},
    frame::{
        address::Asking,
        any_form::any_form,
        asset,
        call::Call,
        forms::{
            carried::{PROGRAMME, carry},
            filling::{Arrived, Filling},
        },
        headers::{
            self, DEVICE_COOKIE, LANGUAGE_COOKIE, PROGRAMME_COOKIE, SESSION_COOKIE, cookie, from_our_pages,
            header_text,
        },
        knocks, packing,
        publicity::is_closed,
        reply::{Fault, Outcome, Reply},
        route::{Made, Need, Route, Verb, parts_of},
        speech::speaking,
        state::State,
    },
    in_programme::settled,
    incoming::{Incoming, read_form},
    last_shown, look,
    pages::{
        paths,
        people::sign_in::enter,
        shared::{did, kept::carried_by},
    },
    places, posted,
    respond::respond,
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{Response, StatusCode, header},
    routing::{MethodFilter, on},
};
use earnest_app::{AppError, counted};
use earnest_i18n::Lang;
use earnest_model::{hash::hex, people::security::SecurityKind, seen::Seen};
use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};
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
        let handler = move |request: Request| answer(state, route, request);
        router = router.route(route.path, on(filter, handler));
    }
    let (missing, other) = (state.clone(), state);
    for asset in &*look::ASSETS {
        let served = move |request: Request| asset::asset(asset, request);
        router = router.route(&asset.path, axum::routing::get(served));
    }
    let edge = Arc::clone(&missing.edge);
    edge.watch.begins(run(&missing), probe(&missing));
    let secure = (missing.settings.secure, missing.settings.proxied);
    router
        .fallback(move |request: Request| not_found(missing, request))
        .method_not_allowed_fallback(move |request: Request| no_such_way(other, request))
        .layer(axum::middleware::from_fn_with_state(edge, edge::pass))
        .layer(axum::middleware::from_fn_with_state(secure, headers::stay_secure))
        .layer(axum::middleware::map_response(headers::harden))
}

/// What the numbers of the requests of this run begin with.
fn run(state: &State) -> String {
    let mut bytes = [0; 4];
    (state.chance)(&mut bytes);
    hex(&bytes)
}

/// How it is found out whether the register can be served.
fn probe(state: &State) -> Probe {
    let store = Arc::clone(&state.store);
    Arc::new(move || store.ready())
}

async fn answer(state: State, route: &'static Route, request: Request) -> Response<Body> {
    let (mut head, body) = request.into_parts();
    // What is no text is read all the same, and refused in words.
    let parts = parts_of(route.path, head.uri.path()).unwrap_or_default();
    let unread = head.extensions.remove::<Unread>();
    if let Some(template) = head.extensions.get::<Arc<Template>>() {
        template.is(route.path);
    }
    let mut incoming = Incoming::of(&state, head, parts);
    incoming.document = packing::is_document(route);
    let unread = match unread {
        // What came whole and only got no turn is read all the same: its words are on the page.
        Some(busy @ Unread::Busy(_)) => {
            let read = read_form(&state, route, &mut incoming, body).await;
            Some(read.err().unwrap_or(busy.into()))
        }
        Some(Unread::TooLarge) => Some(Fault::TooLarge),
        Some(unread) => Some(unread.into()),
        None => read_form(&state, route, &mut incoming, body).await.err(),
    };
    let unread = unread.or_else(|| incoming.is_impossible().then(|| Unread::Impossible.into()));
    respond_to(state, incoming, move |call, incoming| match unread {
        Some(fault) => Err(fault),
        None => guarded(call, route, incoming),
    })
    .await
}

/// Where nothing answers: a form's words are on the page all the same.
async fn not_found(state: State, request: Request) -> Response<Body> {
    elsewhere(state, request, |_| Err(AppError::NotFound.into())).await
}

/// Where something answers, but not in this way: whoever reads where a form is only sent finds the page above.
async fn no_such_way(state: State, request: Request) -> Response<Body> {
    let reads = matches!(*request.method(), axum::http::Method::GET | axum::http::Method::HEAD);
    elsewhere(state, request, move |call| {
        let above = places::nearest(call.path);
        if !reads || above == "/" {
            return Err(Fault::NoSuchWay);
        }
        let query = call.query.encoded();
        Ok(Reply::See(if query.is_empty() { above } else { format!("{above}?{query}") }))
    })
    .await
}

async fn elsewhere(
    state: State,
    request: Request,
    act: impl FnOnce(&Call<'_>) -> Outcome + Send + 'static,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let mut incoming = Incoming::of(&state, head, Vec::new());
    if incoming.posts {
        incoming.form = any_form(&incoming.headers, body).await.unwrap_or_default();
    }
    respond_to(state, incoming, |call, _| act(call)).await
}

/// The one way from the asynchronous edge into the synchronous rooms. A handler that breaks off is answered by a page, too.
async fn respond_to(
    state: State,
    incoming: Incoming,
    act: impl FnOnce(&Call<'_>, &Incoming) -> Outcome + Send + 'static,
) -> Response<Body> {
    let incoming = Arc::new(incoming);
    let (at, of) = (state.clone(), Arc::clone(&incoming));
    // Whoever reads sees the whole page as of one moment; a form is answered by what it made.
    let work = move || {
        let answered = || with_call(&at, &of, |call| act(call, &of));
        let (mut response, tally) = counted(|| match &of.halt {
            Some(halt) if !of.posts => at.store.at_once_until(halt, answered),
            _ if of.posts => answered(),
            _ => at.store.at_once(answered),
        });
        response.extensions_mut().insert(tally);
        response
    };
    let span = tracing::Span::current();
    match tokio::task::spawn_blocking(move || span.in_scope(work)).await {
        Ok(response) => response,
        Err(fault) => {
            tracing::error!(%fault, "a handler broke off");
            let told = move || with_call(&state, &incoming, |_| Err(Fault::BrokenOff));
            tokio::task::spawn_blocking(told)
                .await
                .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
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
    let now = incoming.now;
    let secure = state.settings.secure;
    let token = cookie(&incoming.headers, SESSION_COOKIE, secure).filter(|token| !state.left.holds(token));
    let Asker { who, fault } = if incoming.held_up { unasked(now) } else { asker(state, token, now) };
    if let Some(token) = token.filter(|_| who.actor.account().is_some()) {
        stay(state, token, &who, now);
    }
    let known = match &fault {
        None => state.known.after(&state.store, who.actor.account().map(|_| who.last_act), now),
        Some(_) => state.known.last(),
    };
    let (actor, csrf, today) = (who.actor, who.csrf, state.today_at(now));
    let asked = (incoming.query.find("in_programme"), cookie(&incoming.headers, PROGRAMME_COOKIE, secure));
    let named = incoming.query.as_they_are().get("programme");
    // A form is answered in the programme of the page on which it stands, whatever was chosen since.
    let named = if named.is_empty() && incoming.posts { incoming.form.get(PROGRAMME) } else { named };
    let (actor, own, switched) = settled(state, &known, (actor, today), asked, (&incoming.path, named));
    let known = own.as_ref().unwrap_or(&known);
    let (told, kept) = (RefCell::default(), Cell::default());
    let filling = incoming.posts.then(|| filling(state, incoming));
    let chosen = incoming.query.find("lang").and_then(Lang::parse);
    let lang = chosen.or_else(|| cookie(&incoming.headers, LANGUAGE_COOKIE, secure).and_then(Lang::parse));
    let asked = || Lang::negotiate(header_text(&incoming.headers, header::ACCEPT_LANGUAGE));
    let lang = lang.or_else(asked).or_else(|| Lang::parse(known.organisation.language)).unwrap_or_default();
    let call = Call {
        state,
        known,
        actor: &actor,
        csrf: &csrf,
        tr: speaking(known, lang),
        lang,
        now,
        today,
        path: &incoming.path,
        client: &incoming.client,
        host: header_text(&incoming.headers, header::HOST),
        device: cookie(&incoming.headers, DEVICE_COOKIE, secure),
        post: who.post.as_deref(),
        token,
        parts: &incoming.parts,
        query: &incoming.query,
        form: &incoming.form,
        grown: &crate::frame::fields::NONE,
        draft: None,
        seen: None,
        sending: None,
        stood: None,
        last_act: who.last_act,
        filling: filling.as_ref(),
        told: &told,
        kept: &kept,
        files: &incoming.files,
        gathers: None,
    };
    let outcome = match fault {
        // Whoever leaves is gone, though nobody can read who it was.
        Some(_) if leaves(incoming) => enter::leave(&call),
        Some(fault) => Err(fault.into()),
        None => act(&call),
    };
    let same_for_all = incoming.document && !incoming.posts && token.is_none();
    let outcome = if same_for_all { last_shown::answered(&call, outcome) } else { outcome };
    let mut response = respond(&call, outcome);
    headers::remember(&mut response, (chosen, switched), state.settings.secure);
    if !incoming.posts && response.status() == StatusCode::OK {
        headers::forget_did(&incoming.headers, &mut response, secure);
    }
    headers::keep_private(&mut response);
    let document = incoming.document && call.actor.account().is_none();
    packing::finish(&incoming.headers, document, response)
}

/// Whether it is our own page that asks to be signed out.
fn leaves(incoming: &Incoming) -> bool {
    incoming.posts && incoming.path == paths::people::sign_out() && from_our_pages(&incoming.headers)
}

/// What a form says of itself.
fn filling(state: &State, incoming: &Incoming) -> Filling {
    let query = incoming.query.encoded();
    let action = if query.is_empty() { incoming.path.clone() } else { format!("{}?{query}", incoming.path) };
    let mut bytes = [0; 16];
    (state.chance)(&mut bytes);
    let arrived = Arrived { action, files: !incoming.files.is_empty(), chance: hex(&bytes) };
    Filling::of(&incoming.form, arrived, || places::nearest(&incoming.path))
}

/// Asks the route's need before the handler.
fn guarded(call: &Call<'_>, route: &Route, incoming: &Incoming) -> Outcome {
    if route.method == Verb::Post {
        return guarded_form(call, route, incoming);
    }
    let allowed = route.need.serves(call.actor, call.today) && !is_closed(call, route);
    if !allowed && call.actor.account().is_none() {
        if crate::api::answer::is_api(call.path) {
            return Err(Fault::NoSession);
        }
        return Ok(Reply::See(paths::people::sign_in().asking("next", address(call))));
    }
    if !allowed && has_ended(call) {
        return Ok(Reply::See(paths::people::posts().asking("next", address(call))));
    }
    if !allowed {
        return posted::read_nothing(call);
    }
    // Whoever holds several posts reads under all of them and writes under one.
    if route.writes() && call.actor.must_choose(call.today) {
        return Ok(Reply::See(paths::people::posts().asking("next", address(call))));
    }
    call.asks_once()?;
    if crate::api::answer::is_api(call.path) {
        crate::api::only_known(call, route)?;
    }
    let answered = posted::read(call, route)?;
    if matches!(answered, Reply::Page(StatusCode::OK, _) | Reply::File { .. }) {
        call.asked_for_all()?;
    }
    did::told(call, &incoming.headers, answered)
}

/// The whole address that is asked for, but for the language.
fn address(call: &Call<'_>) -> String {
    let asked = call.query.with("lang", "");
    if asked.0.is_empty() { call.path.to_owned() } else { call.here(&asked) }
}

/// Asks the route's need and the form's token before the handler.
fn guarded_form(call: &Call<'_>, route: &Route, incoming: &Incoming) -> Outcome {
    if !from_our_pages(&incoming.headers) {
        knocks::note(call, SecurityKind::Forged, call.actor.account(), "");
        return Err(Fault::Forged);
    }
    check_owner(call, token_fits(call))?;
    let signed_in = call.actor.account().is_some();
    let allowed = route.need.serves(call.actor, call.today);
    if !allowed && !signed_in {
        return posted::after_session(call);
    }
    if route.need != Need::Public && !token_fits(call) {
        knocks::note(call, SecurityKind::Forged, call.actor.account(), "token");
        return posted::of_earlier_session(call);
    }
    if let Some(then) = posted::other_post(call).filter(|_| !allowed || route.writes()) {
        return posted::as_another(call, then);
    }
    if !allowed {
        return Err(AppError::NotFound.into());
    }
    if route.writes() && call.actor.must_choose(call.today) {
        return posted::without_post(call);
    }
    // Nobody has seen what is not done yet.
    let seen = Seen::parse(call.form.get("seen")).filter(|seen| seen.place() <= call.last_act);
    let seen = seen.filter(|_| route.made == Made::Seen);
    let call = &Call { seen: seen.as_ref(), ..call.clone() };
    match posted::take(call, route)? {
        // Once more by the frame, which knows nothing of what was done.
        Reply::Page(status, html) => Ok(Reply::Page(status, carry(html, &carried_by(call)))),
        other => did::carried(call, other),
    }
}

/// With a session, every form carries its token.
fn token_fits(call: &Call<'_>) -> bool {
    bool::from(call.form.get("csrf").as_bytes().ct_eq(call.csrf.as_bytes()))
}
