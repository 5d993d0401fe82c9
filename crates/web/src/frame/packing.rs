//! The last touch on an answer: packed for whoever takes it so, and with a validator where everybody may have it.
//!
//! Packing tells an eavesdropper how well a page repeats itself. Whoever can make somebody's browser ask for a page with words
//! of their choice could guess its secrets from the lengths (BREACH). So what is shown to a session is packed only where the
//! browser says that the request came from our own pages or from its user (`Sec-Fetch-Site`); see decision 329.

use crate::frame::{
    headers::header_text,
    route::{Need, Route, Verb},
};
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use earnest_model::hash::sha256_hex;
use flate2::{Compression, write::GzEncoder};
use std::io::Write as _;

/// Below so many bytes nothing is packed: it would still be one packet.
const WORTH: usize = 1_200;

/// Whether a route gives a document that everybody may have: none with a secret in its address, and no door.
pub fn is_document(route: &Route) -> bool {
    let door = matches!(route.path, "/" | "/sign-in") || route.path.contains("{token}");
    route.need == Need::Public && route.method == Verb::Get && !door
}

/// Finishes an answer to `asked`. `document`: it was made for nobody in particular. Called on a thread that may wait.
pub fn finish(asked: &HeaderMap, document: bool, response: Response<Body>) -> Response<Body> {
    let (mut head, body) = response.into_parts();
    // Answers are made whole, so nothing is waited for.
    let Ok(bytes) = tokio::runtime::Handle::current().block_on(to_bytes(body, usize::MAX)) else {
        return Response::from_parts(head, Body::empty());
    };
    let open = document
        && head.status == StatusCode::OK
        && !head.headers.contains_key(header::SET_COOKIE)
        && !has_form(&head.headers, &bytes);
    if open {
        let tag = tag(&bytes);
        let same = matches(asked, &tag);
        insert(&mut head.headers, header::CACHE_CONTROL, "private, no-cache");
        insert(&mut head.headers, header::VARY, "Accept-Encoding, Accept-Language, Cookie");
        insert(&mut head.headers, header::ETAG, &tag);
        if same {
            head.status = StatusCode::NOT_MODIFIED;
            return Response::from_parts(head, Body::empty());
        }
    }
    let may = document || of_our_own(asked);
    if !may || bytes.len() < WORTH || !takes_gzip(asked) || !packs_well(&head.headers) {
        return Response::from_parts(head, Body::from(bytes));
    }
    match packed(&bytes, Compression::fast()) {
        Some(packed) => {
            insert(&mut head.headers, header::CONTENT_ENCODING, "gzip");
            if !open {
                insert(&mut head.headers, header::VARY, "Accept-Encoding, Sec-Fetch-Site");
            }
            Response::from_parts(head, Body::from(packed))
        }
        None => Response::from_parts(head, Body::from(bytes)),
    }
}

/// The bytes packed, if that can be done.
pub fn packed(bytes: &[u8], how: Compression) -> Option<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), how);
    packer.write_all(bytes).ok()?;
    packer.finish().ok()
}

/// What tells these bytes from others, however they are packed.
pub fn tag(bytes: &[u8]) -> String {
    let hash = sha256_hex(bytes);
    format!("W/\"{}\"", hash.get(..32).unwrap_or(&hash))
}

/// Whether whoever asks has what has this tag.
pub fn matches(asked: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    header_text(asked, header::IF_NONE_MATCH).split(',').any(|known| bare(known) == bare(tag))
}

/// Whether whoever asks takes gzip.
pub fn takes_gzip(asked: &HeaderMap) -> bool {
    let takes = |coding: &str| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        named && weight.is_none_or(|weight| weight.chars().any(|sign| matches!(sign, '1'..='9')))
    };
    header_text(asked, header::ACCEPT_ENCODING).split(',').any(takes)
}

/// Whether the browser says that no page of somebody else asked for this.
fn of_our_own(asked: &HeaderMap) -> bool {
    matches!(header_text(asked, HeaderName::from_static("sec-fetch-site")), "same-origin" | "none")
}

/// Texts; the other files are packed by themselves.
fn packs_well(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.starts_with("application/json") || kind.contains("+json")
}

/// Whether a page has a form to be sent: such a page is made for one reader and one sending.
fn has_form(headers: &HeaderMap, bytes: &Bytes) -> bool {
    let page =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let sent: &[u8] = b"method=\"post\"";
    page && bytes.windows(sent.len()).any(|window| window == sent)
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(name: HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        insert(&mut headers, name, value);
        headers
    }

    #[test]
    fn gzip_is_taken_by_whoever_says_so_and_does_not_weigh_it_nothing() {
        for takes in ["gzip", "br, GZIP;q=0.5", "deflate, gzip;q=1.0"] {
            assert!(takes_gzip(&asking(header::ACCEPT_ENCODING, takes)), "{takes}");
        }
        for not in ["", "identity", "gzip;q=0", "gzip; q=0.000", "xgzip"] {
            assert!(!takes_gzip(&asking(header::ACCEPT_ENCODING, not)), "{not}");
        }
    }

    #[test]
    fn a_tag_is_known_again_strong_or_weak_and_among_others() {
        let tag = tag(b"x");
        let strong = tag.trim_start_matches("W/");
        for known in [tag.as_str(), strong, &format!("\"a\", {tag}")] {
            assert!(matches(&asking(header::IF_NONE_MATCH, known), &tag), "{known}");
        }
        for other in ["", "*", "\"a\""] {
            assert!(!matches(&asking(header::IF_NONE_MATCH, other), &tag), "{other}");
        }
    }
}
