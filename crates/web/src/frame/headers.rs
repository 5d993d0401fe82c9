//! Headers that every answer carries.

use crate::look;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Response, header},
    middleware::Next,
};
use earnest_i18n::Lang;
use earnest_model::id::ProgrammeId;

/// The cookie with the session token.
pub const SESSION_COOKIE: &str = "earnest_session";
/// The cookie by which a device is known from which somebody has signed in.
pub const DEVICE_COOKIE: &str = "earnest_device";
/// The cookie with the language.
pub const LANGUAGE_COOKIE: &str = "earnest_lang";
/// Remembers in which programme somebody is.
pub const PROGRAMME_COOKIE: &str = "earnest_programme";

/// The cookie that carries the place of an act to the next page that is read.
pub const DID_COOKIE: &str = "earnest_did";

/// The name of a cookie as browsers keep it: over HTTPS alone, no other host and no plain connection can set it.
pub fn cookie_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// What a header says; empty if it is not there or no text.
pub fn header_text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Browsers tell where a form comes from; one that says it comes from elsewhere is refused.
pub fn from_our_pages(headers: &HeaderMap) -> bool {
    match header_text(headers, HeaderName::from_static("sec-fetch-site")) {
        "" => {
            let origin = header_text(headers, header::ORIGIN);
            let host = header_text(headers, header::HOST);
            origin.is_empty() || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
        site => matches!(site, "same-origin" | "none"),
    }
}

/// A cookie that was sent.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str, secure: bool) -> Option<&'h str> {
    let name = cookie_name(name, secure);
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(found, _)| *found == name).map(|(_, value)| value).next()
}

/// Adds what every answer carries.
pub async fn harden(mut response: Response<Body>) -> Response<Body> {
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, look::CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What a page shows stays out of shared caches and of the disk: it may be a secret, and tomorrow it is another.
pub fn keep_private(response: &mut Response<Body>) {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, private"));
}

/// A browser that came by HTTPS once comes by HTTPS for a year; behind a proxy, to the names beneath as well.
pub async fn stay_secure(
    State((secure, proxied)): State<(bool, bool)>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let mut response = next.run(request).await;
    if secure {
        let year = if proxied { "max-age=31536000; includeSubDomains" } else { "max-age=31536000" };
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(year));
    }
    response
}

/// Adds a cookie.
pub fn set_cookie(response: &mut Response<Body>, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The cookie that remembers the language for a year.
pub fn language_cookie(lang: Lang, secure: bool) -> String {
    let name = cookie_name(LANGUAGE_COOKIE, secure);
    format!("{name}={}; Path=/; Max-Age=31536000; SameSite=Lax{}", lang.tag(), secure_mark(secure))
}

/// The cookie that remembers in which programme somebody is, as long as the browser is open.
pub fn programme_cookie(programme: ProgrammeId, secure: bool) -> String {
    let name = cookie_name(PROGRAMME_COOKIE, secure);
    format!("{name}={programme}; Path=/; HttpOnly; SameSite=Lax{}", secure_mark(secure))
}

/// Has the browser remember what was chosen by an address: a language, a programme.
pub fn remember(
    response: &mut Response<Body>,
    (lang, programme): (Option<Lang>, Option<ProgrammeId>),
    secure: bool,
) {
    let chosen = [
        lang.map(|lang| language_cookie(lang, secure)),
        programme.map(|programme| programme_cookie(programme, secure)),
    ];
    chosen.iter().flatten().for_each(|cookie| set_cookie(response, cookie));
}

/// The cookie that tells the next page what was done; without a place it is taken away.
pub fn did_cookie(place: Option<i64>, secure: bool) -> String {
    let (name, mark) = (cookie_name(DID_COOKIE, secure), secure_mark(secure));
    let (place, seconds) = place.map_or((0, 0), |place| (place, 60));
    format!("{name}={place}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{mark}")
}

/// Takes the cookie away that told a page what was done.
pub fn forget_did(asked: &HeaderMap, response: &mut Response<Body>, secure: bool) {
    if cookie(asked, DID_COOKIE, secure).is_some() {
        set_cookie(response, &did_cookie(None, secure));
    }
}

/// The cookie of a session; `seconds` 0 ends it.
pub fn session_cookie(token: &str, seconds: i64, secure: bool) -> String {
    let name = cookie_name(SESSION_COOKIE, secure);
    format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{}", secure_mark(secure))
}

/// The cookie by which a device is known again for half a year.
pub fn device_cookie(token: &str, secure: bool) -> String {
    let name = cookie_name(DEVICE_COOKIE, secure);
    // A name with this prefix is taken for all paths alone.
    let path = if secure { "/" } else { "/sign-in" };
    format!("{name}={token}; Path={path}; Max-Age=15552000; HttpOnly; SameSite=Lax{}", secure_mark(secure))
}

fn secure_mark(secure: bool) -> &'static str {
    if secure { "; Secure" } else { "" }
}
