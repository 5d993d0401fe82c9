//! Signing in and out, and the way in for anyone.

use crate::{
    frame::{
        call::Call,
        headers::{device_cookie, session_cookie},
        reply::{Fault, Outcome, Reply, page, see},
        route::{Need, Route, get, post},
    },
    look::{Control, Field, Notice, Shell, Tone},
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    circulars::circular_show::list_circulars,
    draws::draw_show::list_draws,
    people::sign_in::{self, Opened},
};
use earnest_model::{
    event::{hex, sha256_hex},
    message::Message,
    people::throttle::{OF_ACCOUNT, OF_PLACE, Pace, Throttle},
};
use std::sync::{MutexGuard, PoisonError};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/", Need::Public, home),
    get("/sign-in", Need::Public, ask),
    post("/sign-in", Need::Public, enter),
    post("/sign-out", Need::SignedIn, leave),
];

/// A member of staff finds the desk; anyone else what is public.
fn home(call: &Call<'_>) -> Outcome {
    if call.actor.account().is_some() { see("/desk") } else { page(&welcome(call)?) }
}

#[derive(Template)]
#[template(path = "pages/people/sign_in/welcome.html")]
struct Welcome {
    shell: Shell,
    circulars: Vec<(String, String)>,
    draws: Vec<(String, String)>,
}

/// Circulars and draws on the first page.
const LATEST: i64 = 5;

fn welcome(call: &Call<'_>) -> Result<Welcome, Fault> {
    let tr = call.tr;
    let (circulars, draws) =
        match (list_circulars(&call.context(), None, LATEST), list_draws(&call.context(), None, LATEST)) {
            (Ok(circulars), Ok(draws)) => (circulars.circulars, draws.draws),
            // A register without units has nothing to show, and still a door.
            (Err(AppError::NotFound), _) | (_, Err(AppError::NotFound)) => (Vec::new(), Vec::new()),
            (Err(fault), _) | (_, Err(fault)) => return Err(fault.into()),
        };
    let circulars = circulars.iter().map(|it| {
        (format!("{} · {}", it.title, tr.date_iso(it.published_on)), format!("/circulars/{}", it.id))
    });
    let draws = draws.iter().map(|it| {
        let round = tr.draw_round_topic(i64::from(it.round), it.topic.as_str());
        (format!("{} · {round}", tr.nav_draws()), format!("/draws/{}", it.id))
    });
    Ok(Welcome {
        circulars: circulars.collect(),
        draws: draws.collect(),
        shell: call.shell(None, tr.home_title()).lede(tr.home_lede()),
    })
}

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
    let login = call.form.get("login");
    let keys = keys(call, login)?;
    if let Err(seconds) = throttle(call).begin(&keys, call.now) {
        let wait = Message::new("error-sign-in-wait").with("seconds", seconds);
        return again(call, StatusCode::TOO_MANY_REQUESTS, &wait);
    }
    match sign_in::sign_in(&call.state.store, login, call.form.get("password"), random, call.now) {
        Ok(opened) => {
            throttle(call).right(&keys);
            entered(call, &opened)
        }
        Err(AppError::Refused(message)) => again(call, StatusCode::UNPROCESSABLE_ENTITY, &message),
        Err(fault) => Err(fault.into()),
    }
}

/// A thread that broke off left the counts as they were.
fn throttle<'c>(call: &'c Call<'_>) -> MutexGuard<'c, Throttle> {
    call.state.throttle.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Under what an attempt is counted: a device from which this login has entered before, or the place.
fn keys(call: &Call<'_>, login: &str) -> Result<Vec<(String, Pace)>, AppError> {
    let login = login.to_lowercase();
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
    let secure = call.state.settings.secure;
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
    let place = if next.is_empty() { "/desk" } else { next };
    let who = sign_in::who(&call.state.store, &opened.token, call.now)?;
    let place = if who.is_some_and(|who| who.actor.must_choose(call.today)) {
        let next: String = form_urlencoded::byte_serialize(place.as_bytes()).collect();
        format!("/posts?next={next}")
    } else {
        place.to_owned()
    };
    Ok(Reply::SeeWithCookies(place, cookies))
}

fn leave(call: &Call<'_>) -> Outcome {
    if let Some(token) = call.token {
        sign_in::sign_out(&call.state.store, token)?;
    }
    Ok(Reply::SeeWithCookies("/".to_owned(), vec![session_cookie("", 0, call.state.settings.secure)]))
}
