//! Signing in and out.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        headers::{device_cookie, session_cookie},
        knocks,
        reply::{Outcome, Reply, page},
    },
    look::{Control, Field, Notice, Shell, Tone},
    pages::{fault::LEFT, paths},
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    people::sign_in::{self, Opened},
};
use earnest_model::{
    event::{hex, sha256_hex},
    message::Message,
    people::{
        login::fold_login,
        security::SecurityKind,
        throttle::{OF_ACCOUNT, OF_PLACE, Pace, Throttle},
    },
};
use std::sync::{MutexGuard, PoisonError};

#[derive(Template)]
#[template(path = "pages/people/sign_in/sign_in.html")]
struct SignIn {
    shell: Shell,
    login: Field,
    password: Field,
    next: String,
}

fn form(call: &Call<'_>, next: &str, login: &str) -> SignIn {
    let tr = call.tr;
    // Whoever sent a form learns here that nothing of it is lost.
    let lede = if next.contains("kept=") { tr.sign_in_kept() } else { tr.sign_in_lede() };
    SignIn {
        shell: call.shell(None, tr.sign_in_title()).lede(lede),
        login: Field::line("login", tr.sign_in_login()).value(login).autocomplete("username").as_it_is(),
        password: Field::new("password", tr.sign_in_password(), Control::Line("password"))
            .autocomplete("current-password"),
        next: next.to_owned(),
    }
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    page(&form(call, call.query.get("next"), ""))
}

pub(super) fn enter(call: &Call<'_>) -> Outcome {
    let mut random = [0; 64];
    (call.state.chance)(&mut random);
    let login = call.form.get("login");
    let keys = keys(call, login)?;
    let begun = throttle(call).begin(&keys, call.now);
    if let Err(seconds) = begun {
        if throttle(call).waits_anew(&keys) {
            knocks::note(call, SecurityKind::Waits, None, "");
        }
        let wait = Message::new("error-sign-in-wait").with("seconds", seconds);
        return again(call, StatusCode::TOO_MANY_REQUESTS, &wait);
    }
    match sign_in::sign_in(&call.state.store, login, call.form.get("password"), random, call.now) {
        Ok(opened) => {
            throttle(call).right(&keys);
            entered(call, &opened)
        }
        Err(AppError::Refused(message)) => {
            knocks::note(call, SecurityKind::Refused, sign_in::known(&call.state.store, login)?, "");
            again(call, StatusCode::UNPROCESSABLE_ENTITY, &message)
        }
        Err(fault) => {
            throttle(call).undo(&keys);
            Err(fault.into())
        }
    }
}

/// A thread that broke off left the counts as they were.
fn throttle<'c>(call: &'c Call<'_>) -> MutexGuard<'c, Throttle> {
    call.state.throttle.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Under what an attempt is counted: a device from which this login has entered before, or the place.
fn keys(call: &Call<'_>, login: &str) -> Result<Vec<(String, Pace)>, AppError> {
    let login = fold_login(login);
    if let Some(device) = call.device
        && sign_in::device_known(&call.state.store, device, &login)?
    {
        return Ok(vec![(format!("device {} {login}", sha256_hex(device.as_bytes())), OF_ACCOUNT)]);
    }
    let place = format!("place {}", call.client);
    Ok(vec![(format!("{place} {login}"), OF_ACCOUNT), (place, OF_PLACE)])
}

/// The form once more, with what is wrong; the password has to be typed again.
fn again(call: &Call<'_>, status: StatusCode, message: &Message) -> Outcome {
    let mut again = form(call, call.form.get("next"), call.form.get("login"));
    again.shell = again.shell.notice(Notice::new(Tone::Error, call.words(message)));
    Ok(Reply::Page(status, again.render()?))
}

/// On to where the person wanted to go; whoever holds several posts chooses one first.
fn entered(call: &Call<'_>, opened: &Opened) -> Outcome {
    let (secure, store) = (call.state.settings.secure, &call.state.store);
    // The browser's session of before ends: nobody is left signed in behind another.
    if let Some(before) = call.token {
        sign_in::sign_out(store, before)?;
    }
    if let Some(until) = sign_in::goes_on(call.now, opened.expires_at, call.now, call.state.settings.idle) {
        sign_in::keep_open(store, &opened.token, call.now, until)?;
    }
    knocks::note(call, SecurityKind::SignedIn, Some(opened.account), "");
    let mut cookies =
        vec![session_cookie(&opened.token, opened.expires_at.as_second() - call.now.as_second(), secure)];
    let mut token = call.device.unwrap_or_default().to_owned();
    if token.len() != 64 {
        let mut random = [0; 32];
        (call.state.chance)(&mut random);
        token = hex(&random);
    }
    sign_in::remember_device(&call.state.store, &token, opened, call.now)?;
    cookies.push(device_cookie(&token, secure));
    let next = call.form.get("next");
    let place = if next.is_empty() { paths::desk::desk() } else { next.to_owned() };
    let who = sign_in::who(&call.state.store, &opened.token, call.now)?;
    let place = if who.is_some_and(|who| who.actor.must_choose(call.today)) {
        paths::people::posts().asking("next", place)
    } else {
        place.to_owned()
    };
    Ok(Reply::SeeWithCookies(place, cookies))
}

/// The cookie goes whatever happens; a session whose end could not be noted is refused from memory.
pub fn leave(call: &Call<'_>) -> Outcome {
    let mut place = "/".to_owned();
    if let Some(token) = call.token {
        match sign_in::sign_out(&call.state.store, token) {
            Ok(()) => knocks::note(call, SecurityKind::SignedOut, call.actor.account(), ""),
            Err(fault) => {
                tracing::error!(%fault, "the end of a session could not be noted");
                call.state.left.remember(token);
                // The first page may not be there either, and is not to say that nothing was done.
                place = place.asking("done", LEFT);
            }
        }
    }
    Ok(Reply::Left(place, vec![session_cookie("", 0, call.state.settings.secure)]))
}
