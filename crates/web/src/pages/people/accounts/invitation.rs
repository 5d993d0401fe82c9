//! The link with which a person sets a password: shown once to the administrator, used once by the person.

use super::invitations::{Letter, letter};
use crate::{
    frame::{
        call::Call,
        reply::{self, Outcome, Reply, page},
    },
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    people::account_invite::{PasswordForm, accept_invitation, invite as make, invited},
};
use earnest_model::{
    id::AccountId,
    message::{FieldErrors, Message},
};
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "pages/people/accounts/invited.html")]
struct InvitedPage {
    shell: Shell,
    letter: Letter,
    back: String,
}

#[derive(Template)]
#[template(path = "pages/people/accounts/password.html")]
struct PasswordPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    fields: Vec<Field>,
}

pub fn invite(call: &Call<'_>) -> Outcome {
    show_new(call, AccountId(call.id("id")?))
}

/// Makes a link and shows it. It is no redirect, because the link must stand in no address.
pub fn show_new(call: &Call<'_>, id: AccountId) -> Outcome {
    let mut random = [0; 32];
    (call.state.chance)(&mut random);
    let made = make(&call.context(), id, random)?;
    let tr = call.tr;
    let until = call.moment(&made.invitation.expires_at.to_string());
    let mut shell = call
        .shell(Some(Nav::Accounts), tr.account_invited_title(made.invitation.login.as_str()))
        .lede(tr.account_invited_lede(until))
        .crumb(tr.account_title(), Some(&paths::people::accounts()));
    // The switch of language asks for this page anew, which only the account's own page can answer.
    shell.path = paths::people::account(id);
    page(&InvitedPage { shell, letter: letter(call, &made), back: paths::people::account(id) })
}

fn form(call: &Call<'_>, token: &str, errors: &FieldErrors) -> PasswordPage {
    let tr = call.tr;
    let ask = |name: &'static str, label| {
        Field::new(name, label, Control::Line("password"))
            .autocomplete("new-password")
            .error(call.fault(errors, name))
    };
    let fields = vec![ask("password", tr.invitation_password()), ask("again", tr.invitation_again())];
    let whose = invited(&call.state.store, token, (call.now, call.today)).ok().flatten();
    let lede = whose.map_or_else(
        || tr.invitation_lede().into_owned(),
        |(login, title)| tr.invitation_whose(login.as_str(), title.as_str()),
    );
    PasswordPage {
        shell: call.shell(None, tr.invitation_title()).lede(lede),
        errors: ErrorSummary::of(tr, &fields),
        action: paths::people::invitation(token),
        fields,
    }
}

/// The page without its form: the link does not work, or no longer.
fn ended(call: &Call<'_>, status: StatusCode, message: &Message) -> Outcome {
    let mut shown = form(call, "", &FieldErrors::new());
    shown.fields.clear();
    shown.shell = shown.shell.notice(Notice::new(Tone::Error, call.words(message)));
    Ok(Reply::Page(status, shown.render()?))
}

/// The page without its form: the password is set.
fn done(call: &Call<'_>, words: Cow<'static, str>) -> Outcome {
    let mut done = form(call, "", &FieldErrors::new());
    done.fields.clear();
    let notice = Notice::new(Tone::Done, words).way(call.tr.sign_in_title(), paths::people::sign_in());
    done.shell = done.shell.notice(notice);
    page(&done)
}

pub fn ask(call: &Call<'_>) -> Outcome {
    let token = call.part("token")?;
    match invited(&call.state.store, token, (call.now, call.today)) {
        Ok(Some(_)) => page(&form(call, token, &FieldErrors::new())),
        Ok(None) => ended(call, StatusCode::NOT_FOUND, &Message::new("error-invitation")),
        Err(AppError::Refused(message)) => ended(call, StatusCode::UNPROCESSABLE_ENTITY, &message),
        Err(fault) => Err(fault.into()),
    }
}

pub fn accept(call: &Call<'_>) -> Outcome {
    let token = call.part("token")?;
    let mut salt = [0; 16];
    (call.state.chance)(&mut salt);
    let sent = PasswordForm { password: call.form.get("password"), again: call.form.get("again"), salt };
    match accept_invitation(&call.state.store, token, &sent, (call.now, call.today)) {
        Ok(()) => {
            call.state.used.remember(token);
            done(call, call.tr.invitation_done())
        }
        Err(AppError::Form(errors)) => reply::form_again(&form(call, token, &errors)),
        // Whoever presses twice sees the answer to the second press alone.
        Err(AppError::Refused(_)) if call.state.used.holds(token) => done(call, call.tr.invitation_used()),
        Err(AppError::Refused(message)) => ended(call, StatusCode::UNPROCESSABLE_ENTITY, &message),
        Err(fault) => Err(fault.into()),
    }
}
