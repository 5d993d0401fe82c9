//! A form that was filled in on a device and arrives from a case: who may bring it, and how its end is told to the device. It is
//! answered by the route of the form, with every right asked anew; only the words of the answer are others.

use crate::{
    case_content::{content_of, heading},
    finished::finished,
    frame::{
        call::Call,
        drafts,
        forms::carried::CASE,
        reply::{Fault, Outcome, Reply},
    },
    page_at::read_at,
    pages::{fault, paths},
    posted::other_post,
};
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    desk::{form_keep::kept_form, said::did_after},
};
use earnest_model::desk::kept_form::Reason;
use serde_json::{Value, json};

/// Whether a form comes from a case.
pub fn is_from_case(call: &Call<'_>) -> bool {
    call.form.find(CASE).is_some()
}

/// Refuses a form from a case of which nobody or somebody else is signed in: nothing of it is kept under another name, and the
/// device brings it again.
pub fn check_owner(call: &Call<'_>, token_fits: bool) -> Result<(), Fault> {
    let owner = call.actor.account().map(|account| account.0.to_string());
    match call.form.find(CASE) {
        Some(of) if !token_fits || owner.as_deref() != Some(of) => Err(Fault::NoSession),
        // It waits on the device until its post is chosen again; the register needs no second copy.
        Some(_) if other_post(call).is_some() => Err(Fault::NoPost),
        _ => Ok(()),
    }
}

/// How a form from a case ended, for the device.
pub fn told(call: &Call<'_>, outcome: Outcome) -> Reply {
    let value = match outcome {
        Ok(Reply::See(place) | Reply::SeeWithCookies(place, _)) => arrived(call, &place),
        Ok(Reply::Page(status, html)) => shown(call, status, html),
        Ok(_) => json!({ "state": "later" }),
        Err(fault) => faulty(call, &fault),
    };
    Reply::Data(StatusCode::OK, value)
}

/// It was taken, now or when it came before: as which record, and when.
fn arrived(call: &Call<'_>, place: &str) -> Value {
    let taken = call.actor.account().and_then(|account| drafts::taken_before(call, account).ok().flatten());
    let (place, at) = match &taken {
        Some(ended) => (ended.place.as_str(), call.moment(&ended.sent_at)),
        None => (place, call.moment(&call.now.to_string())),
    };
    let record = place.split('#').next().unwrap_or_default();
    let title = read_at(call, record, &|_, html| html).map(|page| heading(&page)).unwrap_or_default();
    // Up to where its writer has seen the record now: what else they filled in there was made after it.
    let seen = did_after(&call.context(), call.last_act).ok().flatten();
    json!({ "state": "arrived", "place": place, "as": title, "at": at, "seen": seen })
}

/// It was not taken: the page that says why, with the words in it, as it is now.
fn shown(call: &Call<'_>, status: StatusCode, html: String) -> Value {
    let kept = call.filling.and_then(|filling| kept_form(&call.context(), &filling.token).ok().flatten());
    let overtaken =
        kept.is_some_and(|kept| matches!(Reason::of(&kept.reason), Reason::Overtaken | Reason::Unseen));
    let state = match status {
        StatusCode::OK => "asks",
        StatusCode::CONFLICT if overtaken => "conflict",
        _ => "refused",
    };
    let mut said: Vec<String> = call.told.borrow().iter().map(|(_, fault)| call.words(fault)).collect();
    said.dedup();
    let html = finished(call, status, html);
    json!({ "state": state, "words": said.join(" "), "html": content_of(call, &html) })
}

fn faulty(call: &Call<'_>, fault: &Fault) -> Value {
    match fault {
        Fault::Taken(at) => {
            let place = call.filling.map_or_else(paths::desk::desk, |filling| filling.page.clone());
            json!({ "state": "arrived", "place": place, "as": "", "at": call.moment(at) })
        }
        Fault::NoSession | Fault::OtherSession | Fault::Forged => json!({ "state": "door" }),
        Fault::NoPost => json!({ "state": "post" }),
        Fault::UnderWay
        | Fault::BrokenOff
        | Fault::Unread(_)
        | Fault::Template(_)
        | Fault::App(AppError::Store(_)) => {
            json!({ "state": "later" })
        }
        other => json!({ "state": "refused", "words": fault::words(call, other) }),
    }
}
