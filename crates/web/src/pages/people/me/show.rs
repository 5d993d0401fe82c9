//! One's own page: sessions, the password, letters.

use super::letters;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        headers::session_cookie,
        knocks,
        reply::{Fault, Outcome, Reply, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    desk::letters::{own_wish, wish_letters},
    people::{
        account_invite::PasswordForm,
        password_change::change_password,
        sessions_own::{OwnSession, end_session, own_sessions},
    },
};
use earnest_i18n::Lang;
use earnest_model::{
    desk::mail::MailForm,
    message::{FieldErrors, Message},
    people::{
        security::SecurityKind,
        sign_in::SESSION_SECONDS,
        throttle::{OF_ACCOUNT, Throttle},
    },
};
use std::sync::{MutexGuard, PoisonError};

/// A session as it is shown: here or elsewhere, since when and until when, and the way to end it unless it is this one.
struct Shown {
    place: String,
    words: String,
    end: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/people/me/me.html")]
struct MePage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    letters: Vec<Field>,
    /// The mark of the wish that stands there.
    wish: String,
    letters_off: Option<Notice>,
    fields: Vec<Field>,
    sessions: Vec<Shown>,
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<MePage, Fault> {
    let tr = call.tr;
    let ask = |name: &'static str, label, remembered: &'static str| {
        Field::new(name, label, Control::Line("password"))
            .autocomplete(remembered)
            .error(call.fault(errors, name))
    };
    let fields = vec![
        ask("current", tr.me_current(), "current-password"),
        ask("password", tr.invitation_password(), "new-password"),
        ask("again", tr.invitation_again(), "new-password"),
    ];
    let wish = own_wish(&call.context())?;
    let mark = wish.mark();
    let letters = letters::fields(call, wish, errors);
    let sessions = match own_sessions(&call.context(), call.token.unwrap_or_default()) {
        // Whoever holds no post today may do nothing, and still finds their own page.
        Err(AppError::Denied(_) | AppError::NotFound) => Vec::new(),
        sessions => sessions?,
    };
    let mut shell = call.shell(None, tr.me_title()).lede(tr.me_lede());
    match call.query.get("done") {
        "password" => shell = shell.notice(Notice::new(Tone::Done, tr.me_password_done())),
        "letters" => shell = shell.notice(Notice::new(Tone::Done, tr.letter_done())),
        _ => {}
    }
    let all: Vec<Field> = letters.iter().chain(&fields).cloned().collect();
    Ok(MePage {
        shell,
        errors: ErrorSummary::of(tr, &all),
        letters_off: letters::off(call),
        letters,
        wish: mark,
        fields,
        sessions: sessions.iter().map(|session| shown(call, session)).collect(),
    })
}

fn shown(call: &Call<'_>, own: &OwnSession) -> Shown {
    let tr = call.tr;
    let (since, until) = (call.moment(&own.session.created_at), call.moment(&own.session.expires_at));
    Shown {
        place: if own.this { tr.me_session_this() } else { tr.me_session_elsewhere() }.into_owned(),
        words: tr.me_session(since, until),
        end: (!own.this).then(|| paths::people::session_end(&own.session.key)),
    }
}

pub(super) fn me(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

/// The current password is guessed at no faster here than at the door.
pub(super) fn password(call: &Call<'_>) -> Outcome {
    let (mut salt, mut random) = ([0; 16], [0; 32]);
    (call.state.chance)(&mut salt);
    (call.state.chance)(&mut random);
    let form = PasswordForm { password: call.form.get("password"), again: call.form.get("again"), salt };
    let token = call.token.unwrap_or_default();
    let account = call.actor.account().ok_or(AppError::NotFound)?;
    let keys = [(format!("password of {account}"), OF_ACCOUNT)];
    let begun = throttle(call).begin(&keys, call.now);
    if let Err(seconds) = begun {
        if throttle(call).waits_anew(&keys) {
            knocks::note(call, SecurityKind::Waits, Some(account), "password");
        }
        let wait = Message::new("error-sign-in-wait").with("seconds", seconds);
        return Ok(match form_again(&page_of(call, &field_fault(wait))?)? {
            Reply::Page(_, html) => Reply::Page(StatusCode::TOO_MANY_REQUESTS, html),
            other => other,
        });
    }
    let changed = change_password(&call.context(), (token, random), call.form.get("current"), &form);
    match &changed {
        Err(AppError::Form(errors)) if errors.at("current").is_some() => {
            knocks::note(call, SecurityKind::PasswordRefused, Some(account), "");
        }
        Err(AppError::Form(_)) | Ok(_) => throttle(call).right(&keys),
        Err(_) => throttle(call).undo(&keys),
    }
    after_form(
        changed,
        |renewed| {
            let cookie = session_cookie(&renewed, SESSION_SECONDS, call.state.settings.secure);
            Ok(Reply::SeeWithCookies(paths::people::me().asking("done", "password"), vec![cookie]))
        },
        |errors| form_again(&page_of(call, &errors)?),
    )
}

fn field_fault(message: Message) -> FieldErrors {
    let mut errors = FieldErrors::new();
    errors.add("current", message);
    errors
}

/// A thread that broke off left the counts as they were.
fn throttle<'c>(call: &'c Call<'_>) -> MutexGuard<'c, Throttle> {
    call.state.throttle.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn end(call: &Call<'_>) -> Outcome {
    end_session(&call.context(), call.part("key")?)?;
    see(paths::people::me())
}

pub(super) fn wish(call: &Call<'_>) -> Outcome {
    let field = |name: &str| call.form.get(name);
    let read = |text: &str| Lang::parse(text).ok_or_else(|| Message::new("error-choice"));
    let language = match call.chosen("language", read) {
        Ok(language) => language,
        Err(fault) => {
            return after_form(
                Err::<(), _>(fault),
                |()| see(paths::people::me()),
                |errors| form_again(&page_of(call, &errors)?),
            );
        }
    };
    let form = MailForm {
        mode: field("mode"),
        address: field("address"),
        hour: field("hour"),
        quiet_from: field("quiet_from"),
        quiet_to: field("quiet_to"),
        language: language.tag(),
        from: Some(field("wish")),
    };
    after_form(
        wish_letters(&call.context(), &form),
        |()| see(paths::people::me().asking("done", "letters")),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
