//! Signing in and out, and the way in for anyone.

use crate::{
    call::Call,
    headers::session_cookie,
    look::{Control, Field, Notice, Shell, Tone},
    reply::{Outcome, Reply, page, see},
    route::{Need, Route, get, post},
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::{AppError, sign_in};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/", Need::Public, home),
    get("/sign-in", Need::Public, ask),
    post("/sign-in", Need::Public, enter),
    post("/sign-out", Need::SignedIn, leave),
];

/// A member of staff finds the desk; anyone else what is public.
fn home(call: &Call<'_>) -> Outcome {
    if call.actor.account().is_some() { see("/desk") } else { page(&welcome(call)) }
}

#[derive(Template)]
#[template(path = "pages/sign_in/welcome.html")]
struct Welcome {
    shell: Shell,
}

fn welcome(call: &Call<'_>) -> Welcome {
    Welcome { shell: call.shell(None, call.tr.home_title()).lede(call.tr.home_lede()) }
}

#[derive(Template)]
#[template(path = "pages/sign_in/sign_in.html")]
struct SignIn {
    shell: Shell,
    login: Field,
    password: Field,
    next: String,
}

fn form(call: &Call<'_>, next: &str, login: &str) -> SignIn {
    let tr = call.tr;
    SignIn {
        shell: call.shell(None, tr.sign_in_title()).lede(tr.sign_in_lede()),
        login: Field::line("login", tr.sign_in_login()).value(login).autocomplete("username"),
        password: Field::new("password", tr.sign_in_password(), Control::Line("password"))
            .autocomplete("current-password"),
        next: next.to_owned(),
    }
}

fn ask(call: &Call<'_>) -> Outcome {
    page(&form(call, call.query.get("next"), ""))
}

fn enter(call: &Call<'_>) -> Outcome {
    let mut random = [0; 64];
    (call.state.chance)(&mut random);
    let (login, next) = (call.form.get("login"), call.form.get("next"));
    match sign_in::sign_in(&call.state.store, login, call.form.get("password"), random, call.now) {
        Ok(opened) => {
            let seconds = opened.expires_at.as_second() - call.now.as_second();
            let place = if next.is_empty() { "/desk" } else { next };
            let cookie = session_cookie(&opened.token, seconds, call.state.settings.secure);
            Ok(Reply::SeeWithCookie(place.to_owned(), cookie))
        }
        Err(AppError::Refused(message)) => {
            let mut again = form(call, next, login);
            again.shell = again.shell.notice(Notice::new(Tone::Error, call.words(&message)));
            Ok(Reply::Page(StatusCode::UNPROCESSABLE_ENTITY, again.render()?))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn leave(call: &Call<'_>) -> Outcome {
    if let Some(token) = call.token {
        sign_in::sign_out(&call.state.store, token)?;
    }
    Ok(Reply::SeeWithCookie("/".to_owned(), session_cookie("", 0, call.state.settings.secure)))
}
