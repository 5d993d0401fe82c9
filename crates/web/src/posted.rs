//! What becomes of a form that was sent: it is taken, or its words are kept for whoever wrote them, or the answer carries
//! them. No form ends without saying what happened to its words.

use crate::{
    about,
    frame::{
        address::Asking,
        call::Call,
        drafts,
        fields::Fields,
        forms::{
            carried::{POST, SECRETS},
            filling::page_of,
        },
        reply::{Fault, Outcome, Reply},
        route::{Made, Route},
    },
    other_languages::in_other_languages,
    page_at::reading,
    pages::{
        fault, paths,
        shared::{
            kept::{Said, Told, ToldFault, body_of, read_as, with_sent, with_words},
            sure,
        },
    },
    places, waiting, words_read,
};
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    desk::{
        acts_since::overtakers,
        form_keep::{KeptForm, NotTaken, keep_form, kept_form, last_act, owner_of_form},
        form_send::ended,
    },
    people::post_choose::own_posts,
};
use earnest_i18n::Lang;
use earnest_model::{desk::kept_form::Reason, id::AccountId, seen::Seen};
use std::collections::BTreeMap;

/// Answers a form whose writer the route serves.
pub fn take(call: &Call<'_>, route: &Route) -> Outcome {
    let untold = route.made == Made::Seen && call.seen.is_none() || words_read::is_untold(call, route);
    let outcome = if untold {
        // That somebody may not, and what is wrong with the answers, is told first.
        match sure::in_the_way(call, route) {
            Some(told @ (Ok(Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, _)) | Err(Fault::App(_)))) => told,
            _ => return again(call, Reason::Unseen, Told::default(), None),
        }
    } else {
        drafts::answer(call, route, words_read::answer)
    };
    match outcome {
        Ok(reply @ (Reply::See(_) | Reply::SeeWithCookies(..))) => {
            waiting::forget(call);
            Ok(reply)
        }
        Ok(Reply::Page(status, html)) if status == StatusCode::UNPROCESSABLE_ENTITY => {
            let html = with_sent(call, &html)?;
            if call.actor.account().is_none() {
                return Ok(Reply::Page(status, in_other_languages(call, &html)));
            }
            keep(call, Reason::Refused, &told(call));
            Ok(Reply::Page(status, html))
        }
        // A page between, after which nothing is written: on the way to another language or back, the words come along.
        Ok(Reply::Page(StatusCode::OK, html)) if last_act(&call.context())? <= call.last_act => {
            keep(call, Reason::Shown, &Told::default());
            Ok(Reply::Page(StatusCode::OK, html))
        }
        Err(Fault::App(AppError::Overtaken(acts))) => {
            again(call, Reason::Overtaken, Told { acts, ..Told::default() }, None)
        }
        Err(Fault::App(AppError::Changed)) => changed(call, route),
        Err(Fault::App(fault)) => refused(call, route, fault),
        other => other,
    }
}

/// A form whose act covers what is not what was read any more: the page as it stands now, with what is new there.
fn changed(call: &Call<'_>, route: &Route) -> Outcome {
    let acts = match Seen::parse(call.form.get("seen")) {
        Some(seen) => overtakers(&call.context(), &about::records(call, route), &seen)?,
        None => Vec::new(),
    };
    let changed = words_read::difference(call)?;
    again(call, Reason::Changed, Told { acts, changed: Some(changed), ..Told::default() }, None)
}

/// A form that a rule does not take: the page on which it stood says why, as it stands now, with what others did since it
/// was opened.
fn refused(call: &Call<'_>, route: &Route, fault: AppError) -> Outcome {
    let hidden = matches!(fault, AppError::NotFound | AppError::Denied(_));
    let told_why =
        matches!(fault, AppError::Refused(_) | AppError::Form(_) | AppError::Import(_) | AppError::Roll(_));
    if !hidden && !told_why {
        return Err(fault.into());
    }
    // What is not there for somebody is told of only where its page is.
    let acts = match call.seen.filter(|_| !hidden || is_read(call)) {
        Some(seen) => overtakers(&call.context(), &about::records(call, route), seen)?,
        None => Vec::new(),
    };
    let fault = Fault::App(fault);
    if hidden && acts.is_empty() {
        return Err(fault);
    }
    let why = if acts.is_empty() { Reason::Refused } else { Reason::Overtaken };
    let said = if hidden { Told::default() } else { refusal(call, &fault) };
    again(call, why, Told { acts, ..said }, Some(fault))
}

/// Whether the page of what is addressed can be read.
fn is_read(call: &Call<'_>) -> bool {
    let nothing = Fields::default();
    let place = places::place(&places::nearest(call.path));
    place.is_some_and(|place| {
        matches!(reading(call, &place, (&nothing, &nothing)), Some(Ok(Reply::Page(StatusCode::OK, _))))
    })
}

/// Keeps a form of somebody who acts under no post yet, and says where to choose one.
pub fn without_post(call: &Call<'_>) -> Outcome {
    keep(call, Reason::NoPost, &Told::default());
    Err(Fault::NoPost)
}

/// Answers a form that was filled in under another post than is acted under now: it may be another's business there, and is not to
/// be signed in another capacity than it was read in.
pub fn as_another(call: &Call<'_>, then: &str) -> Outcome {
    let posts = own_posts(&call.context())?;
    let find = |key: &str| posts.iter().find(|post| format!("{}-{}", post.role.key(), post.unit) == key);
    keep(call, Reason::OtherPost, &Told::default());
    fault::as_another(call, find(&read_as(call.actor)), find(then))
}

/// Whether a form is of a page that was read under another post than is acted under now; under which.
pub fn other_post<'c>(call: &'c Call<'_>) -> Option<&'c str> {
    let then = call.form.find(POST).filter(|then| !then.is_empty())?;
    (then != read_as(call.actor)).then_some(then)
}

/// Answers a form of a session that has ended: it waits for whoever signs in again.
pub fn after_session(call: &Call<'_>) -> Outcome {
    let sign_in = |next: &str| Ok(Reply::See(paths::people::sign_in().asking("next", next)));
    let owner = owner_of_form(&call.state.store, call.form.get("csrf"), call.now)?;
    if let Some(done) = pressed_twice(call, owner)? {
        return Ok(done);
    }
    match (owner, call.filling) {
        // Nothing of a form with passwords alone is kept, and nothing is promised.
        (_, Some(filling)) if holds_secrets_alone(call) => sign_in(&filling.page),
        (Some(owner), Some(filling)) if keep_for(call, owner, Reason::Ended, &Told::default()) => {
            sign_in(&filling.waiting())
        }
        (_, Some(filling)) if !filling.typed => sign_in(&filling.page),
        _ => Err(Fault::NoSession),
    }
}

/// The answer to the second press of a form that was taken at the first, and ended the session by which it is known.
fn pressed_twice(call: &Call<'_>, owner: Option<AccountId>) -> Result<Option<Reply>, Fault> {
    let Some(owner) = owner else { return Ok(None) };
    let ended = drafts::taken_before(call, owner)?;
    ended.map(|ended| fault::done(call, &ended)).transpose()
}

/// Whether a form brings passwords and nothing else that was typed.
fn holds_secrets_alone(call: &Call<'_>) -> bool {
    let typed = call.filling.is_some_and(|filling| filling.typed);
    !typed && SECRETS.iter().any(|name| !call.form.get(name).is_empty())
}

/// Answers a form of an earlier sign-in: one's own is shown again with what is new there, another's waits for them alone.
pub fn of_earlier_session(call: &Call<'_>) -> Outcome {
    let owner = owner_of_form(&call.state.store, call.form.get("csrf"), call.now)?;
    let own = owner.filter(|owner| call.actor.account() == Some(*owner));
    if let Some(done) = pressed_twice(call, own)? {
        return Ok(done);
    }
    match (owner, call.filling) {
        (Some(owner), Some(filling)) if Some(owner) == call.actor.account() => {
            if holds_secrets_alone(call) {
                return Ok(Reply::See(filling.page.clone()));
            }
            if keep_for(call, owner, Reason::EarlierSignIn, &Told::default()) {
                return Ok(Reply::See(filling.waiting()));
            }
            Err(Fault::OtherSession)
        }
        (Some(owner), _) => {
            let kept = keep_for(call, owner, Reason::EarlierSignIn, &Told::default());
            fault::of_another(call, kept)
        }
        (None, _) => Err(Fault::OtherSession),
    }
}

/// Answers a page that is read: with words that wait for it, or with what came of the form that stood there.
pub fn read(call: &Call<'_>, route: &Route) -> Outcome {
    if call.actor.account().is_none() {
        return (route.handler)(call);
    }
    let waiting = match call.query.find("kept") {
        Some(token) => kept_form(&call.context(), token)?,
        None => None,
    };
    let grown = waiting.as_ref().map(|kept| Fields::parse(kept.body.as_bytes())).unwrap_or_default();
    let outcome = (route.handler)(&Call { grown: &grown, ..call.clone() });
    let outcome = outcome.map(|reply| words_read::on(call, reply));
    match (outcome, waiting) {
        (Ok(Reply::Page(status, html)), Some(kept)) if status == StatusCode::OK => {
            with_words(call, status, &html, &kept)
        }
        (Ok(Reply::Page(status, html)), None) if status == StatusCode::OK => {
            let html = if call.query.find("kept").is_some() { gone(call, &html)? } else { html };
            Ok(Reply::Page(status, waiting::offered(call, html)?))
        }
        (Err(fault @ Fault::App(AppError::NotFound | AppError::Denied(_))), waiting) => {
            match (waiting, ended(&call.context(), &page_of(call.path, call.query))?) {
                (Some(kept), _) => fault::with_kept(call, &fault, &Fields::parse(kept.body.as_bytes())),
                (None, Some(ended)) => fault::done(call, &ended),
                (None, None) => Err(fault),
            }
        }
        (outcome, _) => outcome,
    }
}

/// Answers a page that its reader may not read, or may not any more.
pub fn read_nothing(call: &Call<'_>) -> Outcome {
    match ended(&call.context(), &page_of(call.path, call.query))? {
        Some(ended) => fault::done(call, &ended),
        None => Err(AppError::NotFound.into()),
    }
}

/// Words that are asked for and are not there: somebody else's, or put away, or too old.
fn gone(call: &Call<'_>, html: &str) -> Result<String, Fault> {
    Said::new(call, call.tr.kept_gone(), call.tr.kept_gone_text()).put(html)
}

/// The page on which the form stood, as it stands now, with the words in it; it is to be looked at and sent again. Where
/// it can't be shown any more, `fault` says why.
fn again(call: &Call<'_>, why: Reason, told: Told, fault: Option<Fault>) -> Outcome {
    let Some(filling) = call.filling else { return Err(AppError::NotFound.into()) };
    let kept = keep(call, why, &told);
    let unkept = || KeptForm {
        token: filling.token.clone(),
        action: filling.action.clone(),
        page: filling.page.clone(),
        body: body_of(call.form),
        files: call.file_names(),
        reason: why.key().to_owned(),
        faults: serde_json::to_string(&told).unwrap_or_default(),
        kept_at: call.now.to_string(),
    };
    let kept = if kept { kept_form(&call.context(), &filling.token)? } else { None };
    let kept = kept.unwrap_or_else(unkept);
    let nothing = Fields::default();
    let status = match &fault {
        Some(Fault::App(AppError::Form(_) | AppError::Import(_) | AppError::Roll(_))) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        _ => StatusCode::CONFLICT,
    };
    let place = places::place(&filling.page);
    match place.and_then(|place| reading(call, &place, (&nothing, call.form))) {
        Some(Ok(Reply::Page(StatusCode::OK, html))) => {
            with_words(call, status, &words_read::put(call, html), &kept)
        }
        _ => match fault {
            Some(fault) if told.acts.is_empty() => Err(fault),
            _ => fault::unread(call, why, &told.acts),
        },
    }
}

/// What was said to be wrong with the form while it was answered.
fn told(call: &Call<'_>) -> Told {
    let faults = call.told.borrow();
    Told {
        faults: faults
            .iter()
            .map(|(field, message)| ToldFault {
                field: field.clone(),
                words: in_all(call, |call| call.words(message)),
            })
            .collect(),
        ..Told::default()
    }
}

/// A refusal: of the whole form, or at its fields.
fn refusal(call: &Call<'_>, fault: &Fault) -> Told {
    let at = |field: &str, words| ToldFault { field: field.to_owned(), words };
    let faults = match fault {
        Fault::App(AppError::Form(errors)) => {
            let told = errors.iter();
            told.map(|(field, message)| at(field, in_all(call, |call| call.words(message)))).collect()
        }
        fault => vec![at("", in_all(call, |call| fault::words(call, fault)))],
    };
    Told { faults, ..Told::default() }
}

/// Words in every language.
fn in_all(call: &Call<'_>, words: impl Fn(&Call<'_>) -> String) -> BTreeMap<String, String> {
    let said = Lang::ALL.iter().map(|lang| {
        let call = Call { tr: call.tr.in_language(*lang), lang: *lang, ..call.clone() };
        (lang.tag().to_owned(), words(&call))
    });
    said.collect()
}

fn keep(call: &Call<'_>, why: Reason, told: &Told) -> bool {
    call.actor.account().is_some_and(|account| keep_for(call, account, why, told))
}

/// Keeps the words for an account; whether they are kept. What can't be kept is carried by the answer.
fn keep_for(call: &Call<'_>, account: AccountId, why: Reason, told: &Told) -> bool {
    // A button is kept for whoever has to sign in first; to all others its page is shown at once.
    let shown = matches!(
        why,
        Reason::Refused
            | Reason::Overtaken
            | Reason::Changed
            | Reason::Unseen
            | Reason::Shown
            | Reason::OtherPost
    );
    let Some(filling) = call.filling.filter(|filling| filling.typed || !shown) else { return false };
    let faults = serde_json::to_string(told).unwrap_or_default();
    let (body, files) = (body_of(call.form), call.file_names());
    waiting::make_room(call, filling, &body);
    let form = NotTaken {
        token: &filling.token,
        action: &filling.action,
        page: &filling.page,
        body: &body,
        files: &files,
        reason: why,
        faults: &faults,
    };
    let kept = keep_form(&call.state.store, account, &form, call.now).unwrap_or_else(|fault| {
        tracing::error!(%fault, path = call.path, "the words of a form could not be kept");
        false
    });
    if kept && call.actor.account() == Some(account) {
        call.kept.set(true);
    }
    kept
}
