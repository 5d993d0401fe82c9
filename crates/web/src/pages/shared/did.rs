//! The sentence after an act: what happened, and the next thing of its kind. The browser carries the act's place to the next
//! page that is read, and no further; only whoever did it is told.

use crate::{
    frame::{
        call::Call,
        headers::{DID_COOKIE, cookie, did_cookie},
        reply::{Fault, Outcome, Reply},
    },
    pages::{
        journal::detail,
        shared::{
            kept::MARK,
            owed::{self, href},
        },
    },
};
use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use earnest_app::desk::said::{Did, did_after, just_did};
use earnest_i18n::Tr;

#[derive(Template)]
#[template(path = "pages/shared/did.html")]
struct Sentence {
    tr: Tr,
    /// What happened; none where the page says so itself.
    done: Option<String>,
    /// The next thing, and where it is done.
    next: Option<(String, String)>,
    /// Whether nothing more of its kind waits.
    last: bool,
}

/// Where a form that was taken leads: the page there says what was done.
pub fn carried(call: &Call<'_>, reply: Reply) -> Outcome {
    let Reply::See(place) = reply else { return Ok(reply) };
    Ok(match did_after(&call.context(), call.last_act)? {
        Some(did) => Reply::SeeWithCookies(place, vec![did_cookie(Some(did), call.state.settings.secure)]),
        None => Reply::See(place),
    })
}

/// A page that is read, with the sentence on what its reader did just before.
pub fn told(call: &Call<'_>, asked: &HeaderMap, reply: Reply) -> Outcome {
    let place = cookie(asked, DID_COOKIE, call.state.settings.secure).and_then(|place| place.parse().ok());
    match (reply, place) {
        (Reply::Page(StatusCode::OK, html), Some(place)) => {
            Ok(Reply::Page(StatusCode::OK, with_sentence(call, html, place)?))
        }
        (reply, _) => Ok(reply),
    }
}

/// Puts the sentence on a page that is read after an act of whoever reads.
fn with_sentence(call: &Call<'_>, html: String, place: i64) -> Result<String, Fault> {
    let Some(did) = just_did(&call.context(), place)? else { return Ok(html) };
    let says_itself = html.contains("class=\"notice done\"");
    let here = call.path;
    let next = did.next.as_ref().and_then(|(_, waiting)| {
        let ways = waiting.iter().map(|owed| (owed::told(call.tr, owed), href(owed)));
        ways.into_iter().find(|(_, href)| href.split('?').next() != Some(here))
    });
    let last = did.next.is_some() && did.left == 0;
    let done = (!says_itself).then(|| sentence(call, &did));
    let said = Sentence { tr: call.tr, done, next, last }.render()?;
    Ok(html.replacen(MARK, &format!("{MARK}{said}"), 1))
}

/// What happened, to which unit, and what the register keeps of it.
fn sentence(call: &Call<'_>, did: &Did) -> String {
    let what = detail::what(call, &did.entry);
    let detail = detail::words(call, &did.entry);
    if detail.is_empty() {
        call.tr.did_done(what, did.unit.as_str())
    } else {
        call.tr.did_done_detail(what, detail, did.unit.as_str())
    }
}
