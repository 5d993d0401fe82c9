//! One's own page: sessions, the password, letters.

use super::letters;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    desk::letters::wish_letters,
    people::{
        account_invite::PasswordForm,
        password_change::change_password,
        sessions_own::{OwnSession, end_session, own_sessions},
    },
};
use earnest_i18n::Lang;
use earnest_model::{desk::mail::MailForm, message::FieldErrors};

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
    let letters = letters::fields(call, errors)?;
    let sessions = own_sessions(&call.context(), call.token.unwrap_or_default())?;
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

pub(super) fn password(call: &Call<'_>) -> Outcome {
    let mut salt = [0; 16];
    (call.state.chance)(&mut salt);
    let form = PasswordForm { password: call.form.get("password"), again: call.form.get("again"), salt };
    let token = call.token.unwrap_or_default();
    after_form(
        change_password(&call.context(), token, call.form.get("current"), &form),
        |()| see(paths::people::me().asking("done", "password")),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

pub(super) fn end(call: &Call<'_>) -> Outcome {
    end_session(&call.context(), call.part("key")?)?;
    see(paths::people::me())
}

pub(super) fn wish(call: &Call<'_>) -> Outcome {
    let field = |name: &str| call.form.get(name);
    let language = Lang::parse(field("language")).unwrap_or(call.lang);
    let form = MailForm {
        mode: field("mode"),
        address: field("address"),
        hour: field("hour"),
        quiet_from: field("quiet_from"),
        quiet_to: field("quiet_to"),
        language: language.tag(),
    };
    after_form(
        wish_letters(&call.context(), &form),
        |()| see(paths::people::me().asking("done", "letters")),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
