//! Pages for what did not work. What is hidden and what is not there look alike.

use crate::{
    edge::Unread,
    frame::{
        call::Call,
        reply::{Fault, Reply},
    },
    look::{Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::AppError;
use earnest_i18n::Tr;
use earnest_model::message::Message;
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "pages/fault.html")]
struct FaultPage {
    shell: Shell,
    notice: Notice,
}

/// What is said of a request that was not read, or not begun with: its status, a title, and what to do.
pub fn unread(tr: Tr, why: Unread) -> (StatusCode, Cow<'static, str>, String) {
    let (status, title, text) = match why {
        Unread::TooLarge => {
            (StatusCode::PAYLOAD_TOO_LARGE, tr.fault_unread_large_title(), tr.fault_unread_large_text())
        }
        Unread::Slow => {
            (StatusCode::REQUEST_TIMEOUT, tr.fault_unread_slow_title(), tr.fault_unread_slow_text())
        }
        Unread::Full | Unread::Busy => {
            (StatusCode::SERVICE_UNAVAILABLE, tr.fault_unread_busy_title(), tr.fault_unread_busy_text())
        }
        Unread::Impossible => {
            (StatusCode::BAD_REQUEST, tr.fault_unread_signs_title(), tr.fault_unread_signs_text())
        }
    };
    (status, title, text.into_owned())
}

/// The page of a fault.
pub fn page(call: &Call<'_>, fault: &Fault) -> Reply {
    let tr = call.tr;
    let (status, tone, title, text) = match fault {
        Fault::App(AppError::NotFound | AppError::Denied(_)) => (
            StatusCode::NOT_FOUND,
            Tone::Forbidden,
            tr.fault_missing_title(),
            tr.fault_missing_text().into_owned(),
        ),
        Fault::App(AppError::Refused(message)) => {
            (StatusCode::CONFLICT, Tone::Error, tr.fault_refused_title(), call.words(message))
        }
        Fault::App(AppError::Form(errors)) => {
            let said: Vec<_> = errors.iter().map(|(_, message)| call.words(message)).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, Tone::Error, tr.fault_refused_title(), said.join(" "))
        }
        Fault::App(AppError::Import(_)) => {
            let text = call.words(&Message::new("error-import-file"));
            (StatusCode::UNPROCESSABLE_ENTITY, Tone::Error, tr.fault_refused_title(), text)
        }
        Fault::Forged => {
            (StatusCode::FORBIDDEN, Tone::Error, tr.fault_forged_title(), tr.fault_forged_text().into_owned())
        }
        Fault::NoSession => {
            (StatusCode::UNAUTHORIZED, Tone::Forbidden, tr.sign_in_title(), tr.sign_in_lede().into_owned())
        }
        Fault::NoPost => {
            (StatusCode::CONFLICT, Tone::Error, tr.posts_choose_title(), tr.posts_choose_text().into_owned())
        }
        Fault::Unread(why) => {
            let (status, title, text) = unread(tr, *why);
            (status, Tone::Error, title, text)
        }
        Fault::App(AppError::Store(away)) if away.passes() => {
            tracing::error!(%fault, path = call.path, "the register can't be reached");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Tone::Error,
                tr.fault_away_title(),
                tr.fault_away_text().into_owned(),
            )
        }
        Fault::App(AppError::Store(_) | AppError::Files(_)) | Fault::Template(_) => {
            tracing::error!(%fault, path = call.path, "a page failed");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                Tone::Error,
                tr.fault_broken_title(),
                tr.fault_broken_text().into_owned(),
            )
        }
    };
    let notice = Notice::new(tone, title.clone()).text(text);
    let notice = match fault {
        Fault::NoPost => notice.way(tr.posts_way(), paths::people::posts()),
        _ => notice.way(tr.fault_way_home(), paths::people::home()),
    };
    let template = FaultPage { shell: call.shell(None, title).why(None), notice };
    match template.render() {
        Ok(html) => Reply::Page(status, html),
        Err(fault) => Reply::Page(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()),
    }
}
