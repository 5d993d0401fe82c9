//! Forms that keep themselves, and forms that are sent once.
//!
//! A page whose form is to be kept opens it by [`drafted`]; the rest (the hidden fields, the second button, the script, what
//! becomes of the draft when the form is handed in) is done by `c::form`, the frame and [`answer`].

use crate::{
    frame::{
        call::Call,
        fields::Fields,
        forms::carried::own,
        reply::{Fault, Outcome, Reply, see},
        route::Route,
    },
    look::DraftMark,
};
use earnest_app::{
    AppError,
    desk::{
        draft_keep::{Keep, draft_of, keep_draft},
        form_send::{Ended, Sent, SentBefore, begin_sending, end_sending, taken},
    },
};
use earnest_model::{hash::sha256_hex, id::AccountId};

/// The words that say when a draft was kept.
pub(crate) fn saved_words(call: &Call<'_>, at: &str) -> String {
    let moment = call.moment(at);
    call.tr.form_saved(moment.split(' ').nth(1).unwrap_or(&moment))
}

fn mark(call: &Call<'_>, key: &str, saved_at: Option<&str>) -> Option<DraftMark> {
    Some(DraftMark {
        key: key.to_owned(),
        owner: call.actor.account()?.0,
        base: saved_at.unwrap_or_default().to_owned(),
        saved: saved_at.map(|at| saved_words(call, at)),
        again: false,
    })
}

/// Opens a form that keeps itself: filled from its draft, if there is one. `key` is the address under which it opens.
pub(crate) fn drafted(call: &Call<'_>, key: &str, open: impl Fn(&Call<'_>) -> Outcome) -> Outcome {
    let draft = draft_of(&call.context(), key)?;
    let mark = mark(call, key, draft.as_ref().map(|draft| draft.saved_at.as_str()));
    let fields = draft.map(|draft| Fields::parse(draft.body.as_bytes())).unwrap_or_default();
    open(&Call { form: &fields, draft: mark, ..*call })
}

/// Answers a form: puts it off if the person wants to go on later, answers a second send like the first, and forgets the
/// draft once the form is handed in.
pub(crate) fn answer(call: &Call<'_>, route: &Route, act: fn(&Call<'_>, &Route) -> Outcome) -> Outcome {
    if !route.claimed {
        return act(call, route);
    }
    let key = call.form.find("draft").filter(|_| call.actor.account().is_some());
    if let (Some(key), Some(_)) = (key, call.form.find("later")) {
        return put_off(call, key);
    }
    let draft = match key {
        Some(key) => {
            let stored = draft_of(&call.context(), key)?;
            let shown = mark(call, key, stored.as_ref().map(|draft| draft.saved_at.as_str()));
            shown.map(|mark| DraftMark { again: true, ..mark })
        }
        None => None,
    };
    let content = content(call);
    let sent = sent(call, &content, key);
    let sending = sent.sending(call.actor);
    let _turn = match &sending {
        Some(sending) => Some(call.state.sendings.turn(format!("{sending:?}")).ok_or(Fault::UnderWay)?),
        None => None,
    };
    match begin_sending(&call.context(), &sent)? {
        // A new password ends the session of the first press: whoever is led on would stand before the door, and not learn why.
        SentBefore::Answered(_) if sets_password(call) => {
            let account = call.actor.account().ok_or(AppError::NotFound)?;
            let ended = taken(&call.state.store, account, &sent)?.ok_or(AppError::NotFound)?;
            return Err(Fault::Taken(ended.sent_at));
        }
        SentBefore::Answered(place) => return see(place),
        SentBefore::Taken(at) => return Err(Fault::Taken(at)),
        SentBefore::UnderWay => return Err(Fault::UnderWay),
        SentBefore::Never => {}
    }
    let outcome = act(&Call { draft, sending: sending.as_ref(), ..*call }, route);
    let place = match &outcome {
        Ok(Reply::See(place) | Reply::SeeWithCookies(place, _)) => Some(place.as_str()),
        _ => None,
    };
    if let Err(fault) = end_sending(&call.context(), &sent, place) {
        // What was done is done; the person learns that, and not that its token could not be noted.
        tracing::error!(%fault, path = call.path, "the end of a form could not be noted");
    }
    outcome
}

/// The form on its way.
fn sent<'c>(call: &'c Call<'_>, content: &'c str, form: Option<&'c str>) -> Sent<'c> {
    let (action, page, token) = call
        .filling
        .map_or((call.path, "", ""), |it| (it.action.as_str(), it.page.as_str(), it.sending.as_str()));
    Sent { token, content, action, page, form }
}

/// What came of the very same form when it was sent before by an account whose session ended since.
pub(crate) fn taken_before(call: &Call<'_>, owner: AccountId) -> Result<Option<Ended>, AppError> {
    let content = content(call);
    taken(&call.state.store, owner, &sent(call, &content, None))
}

/// Whether a form sets a password.
fn sets_password(call: &Call<'_>) -> bool {
    !call.form.get("password").is_empty()
}

/// What was filled in, files included, as one text.
fn content(call: &Call<'_>) -> String {
    let files =
        call.files.iter().map(|file| format!("\n{} {} {}", file.field, file.name, sha256_hex(&file.bytes)));
    let fields = own(call.form).encoded();
    std::iter::once(fields).chain(files).collect()
}

fn put_off(call: &Call<'_>, key: &str) -> Outcome {
    let body = own(call.form).encoded();
    keep_draft(&call.context(), &Keep { form: key, body: &body, base: "*", token: call.form.get("once") })?;
    see(key)
}
