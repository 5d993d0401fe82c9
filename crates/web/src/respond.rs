//! How what a handler answers, or its fault, becomes a response.

use crate::{
    api::answer,
    case_arrival::{is_from_case, told},
    case_content::gathered,
    finished::finished,
    frame::{
        call::Call,
        reply::{Outcome, Reply},
    },
    pages::fault,
    places,
    reread::labelled,
};
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};

/// Turns the end of a handler into a response.
pub fn respond(call: &Call<'_>, outcome: Outcome) -> Response<Body> {
    let outcome = if is_from_case(call) { Ok(told(call, outcome)) } else { outcome };
    let reply = outcome.unwrap_or_else(|fault| {
        if answer::is_api(call.path) {
            return answer::problem(call, &fault);
        }
        match fault::page(call, &fault) {
            Reply::Page(status, html) => Reply::Page(status, labelled(call, &fault, html)),
            other => other,
        }
    });
    match reply {
        Reply::Page(status, html) => {
            let html = finished(call, status, html);
            build(status, &[(header::CONTENT_TYPE, "text/html; charset=utf-8")], html)
        }
        Reply::Data(status, value) => {
            build(status, &[(header::CONTENT_TYPE, "application/json")], value.to_string())
        }
        Reply::Gathered { about, pages } => build(
            StatusCode::OK,
            &[(header::CONTENT_TYPE, "application/json")],
            gathered(call, about, pages).to_string(),
        ),
        Reply::Json(status, media, text) => build(status, &[(header::CONTENT_TYPE, media)], text),
        Reply::See(place) => build(StatusCode::SEE_OTHER, &[(header::LOCATION, &local(&place))], ""),
        Reply::SeeWithCookies(place, cookies) => see_with(&place, &cookies, &[]),
        Reply::Left(place, cookies) => {
            // What somebody else filled in on the device waits for them there: the script took off all that is of whoever leaves.
            let all = call.form.get("others") != "wait";
            let what = if all { "\"cache\", \"storage\"" } else { "\"cache\"" };
            let clear = (header::HeaderName::from_static("clear-site-data"), what);
            see_with(&place, &cookies, &[clear])
        }
        Reply::File { media, name, bytes } => {
            let kept = kept_as(&name);
            build(
                StatusCode::OK,
                &[(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, &kept)],
                bytes,
            )
        }
    }
}

/// Under which name a browser keeps a file: in ASCII for old ones, in whole for the others (RFC 6266, RFC 8187).
fn kept_as(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\') { c } else { '_' })
        .collect();
    if plain == name {
        return format!("attachment; filename=\"{name}\"");
    }
    let whole: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

fn see_with(place: &str, cookies: &[String], more: &[(header::HeaderName, &str)]) -> Response<Body> {
    let place = local(place);
    let mut headers = vec![(header::LOCATION, place.as_str())];
    headers.extend(cookies.iter().map(|cookie| (header::SET_COOKIE, cookie.as_str())));
    headers.extend_from_slice(more);
    build(StatusCode::SEE_OTHER, &headers, "")
}

/// Only places of our own: never a redirect to elsewhere. Browsers leave out signs that steer, so `/` and a tab before a
/// `/` is no place of ours; a header holds none of them anyway.
fn local(place: &str) -> String {
    let steers = |sign: char| sign.is_control() || sign == '\\';
    let ours = place.starts_with('/') && !place.starts_with("//") && !place.contains(steers);
    if ours { readable(place) } else { "/".to_owned() }
}

/// A place of our own; of one to which forms are only sent, the page above it: whoever is led somewhere reads there.
fn readable(place: &str) -> String {
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    if places::sent(path).is_none() || places::place(path).is_some() {
        return place.to_owned();
    }
    let above = places::nearest(path);
    if query.is_empty() { above } else { format!("{above}?{query}") }
}

/// After how many seconds it is worth asking again, once something could not be had.
pub const AGAIN_AFTER: &str = "5";

fn build(
    status: StatusCode,
    headers: &[(header::HeaderName, &str)],
    body: impl Into<Body>,
) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN_AFTER));
    }
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{kept_as, local};

    #[test]
    fn a_file_keeps_its_whole_name_and_no_name_breaks_the_header() {
        assert_eq!(kept_as("a-1.csv"), "attachment; filename=\"a-1.csv\"");
        assert_eq!(
            kept_as("通 报\".pdf"),
            "attachment; filename=\"____.pdf\"; filename*=UTF-8''%E9%80%9A%20%E6%8A%A5%22.pdf"
        );
    }

    #[test]
    fn a_redirect_never_leaves_the_server() {
        assert_eq!(local("/desk?x=1"), "/desk?x=1");
        assert_eq!(local("/sign-out"), "/", "nobody is led to where forms are only sent");
        assert_eq!(local("/measures/7/progress?lang=en"), "/measures/7?lang=en");
        assert_eq!(local("/no/such/page"), "/no/such/page");
        for elsewhere in [
            "//evil.example",
            "/\t/evil.example",
            "/\u{b}",
            "/\u{7f}x",
            "https://evil.example",
            "/\\evil",
            "desk",
            "/a\r\nSet-Cookie: x",
        ] {
            assert_eq!(local(elsewhere), "/", "{elsewhere}");
        }
    }
}
