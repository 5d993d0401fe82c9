//! Pages for what did not work. What is hidden and what is not there look alike. What somebody typed is on them.

use crate::{
    edge::Unread,
    frame::{
        call::Call,
        fields::Fields,
        forms::carried::answered,
        moment::moment,
        reply::{Fault, Outcome, Reply},
    },
    look::{Notice, Shell, Tone},
    pages::{
        paths,
        shared::{
            kept::{MARK, Said},
            post_words::words as post_words,
        },
    },
};
use askama::Template;
use axum::http::StatusCode;
use earnest_app::{AppError, HeldPost, desk::form_send::Ended};
use earnest_i18n::Tr;
use earnest_model::{desk::kept_form::Reason, message::Message};
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "pages/fault.html")]
struct FaultPage {
    shell: Shell,
    notice: Notice,
}

/// What is said of a request that was not read, or not begun with: its status, a title, and what to do.
pub fn not_begun(tr: Tr, why: Unread) -> (StatusCode, Cow<'static, str>, String) {
    let (status, title, text) = match why {
        Unread::TooLarge => {
            (StatusCode::PAYLOAD_TOO_LARGE, tr.fault_unread_large_title(), tr.fault_unread_large_text())
        }
        Unread::Slow => {
            (StatusCode::REQUEST_TIMEOUT, tr.fault_unread_slow_title(), tr.fault_unread_slow_text())
        }
        Unread::Busy(before) if before > 0 => {
            let text = tr.fault_unread_busy_turn(before);
            return (StatusCode::SERVICE_UNAVAILABLE, tr.fault_unread_busy_title(), text);
        }
        Unread::Full | Unread::Busy(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, tr.fault_unread_busy_title(), tr.fault_unread_busy_text())
        }
        Unread::HeldUp => (StatusCode::SERVICE_UNAVAILABLE, tr.fault_away_title(), tr.fault_away_reading()),
        Unread::Impossible => {
            (StatusCode::BAD_REQUEST, tr.fault_unread_signs_title(), tr.fault_unread_signs_text())
        }
    };
    (status, title, text.into_owned())
}

/// How a fault is told.
struct Telling {
    status: StatusCode,
    tone: Tone,
    title: String,
}

fn telling(call: &Call<'_>, fault: &Fault) -> Telling {
    let tr = call.tr;
    let (status, tone, title) = match fault {
        Fault::App(AppError::NotFound | AppError::Denied(_)) => {
            (StatusCode::NOT_FOUND, Tone::Forbidden, tr.fault_missing_title())
        }
        Fault::App(AppError::Refused(_) | AppError::Overtaken(_) | AppError::Changed) => {
            (StatusCode::CONFLICT, Tone::Error, tr.fault_refused_title())
        }
        // A page that was asked for with words that it can't read, not a form that was sent.
        Fault::App(AppError::Form(_)) if call.filling.is_none() => {
            (StatusCode::UNPROCESSABLE_ENTITY, Tone::Error, tr.fault_asked_title())
        }
        Fault::App(AppError::Form(_) | AppError::Import(_) | AppError::Roll(_) | AppError::Pack(_)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Tone::Error, tr.fault_refused_title())
        }
        Fault::Forged | Fault::OtherSession => (StatusCode::FORBIDDEN, Tone::Error, tr.fault_forged_title()),
        Fault::NoSession => (StatusCode::UNAUTHORIZED, Tone::Forbidden, tr.sign_in_title()),
        Fault::NoPost => (StatusCode::CONFLICT, Tone::Error, tr.posts_choose_title()),
        Fault::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Tone::Error, tr.fault_large_title()),
        Fault::Unreadable => (StatusCode::BAD_REQUEST, Tone::Error, tr.fault_forged_title()),
        Fault::UnderWay => (StatusCode::CONFLICT, Tone::Loading, tr.fault_under_way_title()),
        Fault::Taken(_) => (StatusCode::OK, Tone::Done, tr.fault_done_title()),
        Fault::NoSuchWay => (StatusCode::METHOD_NOT_ALLOWED, Tone::Forbidden, tr.fault_missing_title()),
        Fault::Unread(why) => {
            let (status, title, _) = not_begun(tr, *why);
            (status, Tone::Error, title)
        }
        Fault::App(AppError::Store(long)) if long.is_interrupted() => {
            (StatusCode::SERVICE_UNAVAILABLE, Tone::Error, tr.fault_long_title())
        }
        Fault::App(AppError::Store(away)) if away.passes() => {
            (StatusCode::SERVICE_UNAVAILABLE, Tone::Error, tr.fault_away_title())
        }
        // The place of attached files comes back when its disk does.
        Fault::App(AppError::Files(_)) => {
            (StatusCode::SERVICE_UNAVAILABLE, Tone::Error, tr.fault_files_title())
        }
        Fault::App(AppError::Store(_)) | Fault::Template(_) | Fault::BrokenOff => {
            (StatusCode::INTERNAL_SERVER_ERROR, Tone::Error, tr.fault_broken_title())
        }
    };
    Telling { status, tone, title: title.into_owned() }
}

/// What a fault says to whoever met it.
pub fn words(call: &Call<'_>, fault: &Fault) -> String {
    let tr = call.tr;
    match fault {
        Fault::App(AppError::NotFound | AppError::Denied(_)) => tr.fault_missing_text().into_owned(),
        Fault::App(AppError::Refused(message)) => call.words(message),
        Fault::App(AppError::Overtaken(_)) => tr.kept_overtaken_text().into_owned(),
        Fault::App(AppError::Changed) => tr.kept_changed_text().into_owned(),
        Fault::App(AppError::Form(errors)) => {
            let said: Vec<_> = errors.iter().map(|(_, message)| call.words(message)).collect();
            said.join(" ")
        }
        Fault::App(AppError::Pack(_)) => tr.pack_refused().into_owned(),
        Fault::App(AppError::Roll(_)) => call.words(&Message::new("error-roll-file")),
        Fault::App(AppError::Import(_)) => call.words(&Message::new("error-import-file")),
        Fault::Forged => tr.fault_forged_text().into_owned(),
        Fault::OtherSession => tr.fault_session_text().into_owned(),
        Fault::NoSession => tr.sign_in_lede().into_owned(),
        Fault::NoPost => tr.posts_choose_text().into_owned(),
        Fault::TooLarge => tr.fault_large_text().into_owned(),
        Fault::Unreadable => tr.fault_unreadable_text().into_owned(),
        Fault::UnderWay => tr.fault_under_way_text().into_owned(),
        Fault::Taken(at) => tr.fault_taken_text(moment(call, at)),
        Fault::NoSuchWay => tr.fault_way_text().into_owned(),
        Fault::Unread(why) => not_begun(tr, *why).2,
        Fault::App(AppError::Store(long)) if long.is_interrupted() => tr.fault_long_text().into_owned(),
        Fault::App(AppError::Store(away)) if away.passes() => away_text(call),
        Fault::App(AppError::Files(_)) => match call.filling {
            Some(_) => tr.fault_files_text().into_owned(),
            None => tr.fault_files_reading().into_owned(),
        },
        Fault::App(AppError::Store(_)) | Fault::Template(_) | Fault::BrokenOff => {
            tr.fault_broken_text().into_owned()
        }
    }
}

/// What is said while the register is away: of a form, that nothing came of it; of a page that is read, when to come again; to
/// whoever has just left, that they are gone all the same.
fn away_text(call: &Call<'_>) -> String {
    let tr = call.tr;
    let text = match (call.filling, call.query.find("done")) {
        (Some(_), _) => tr.fault_away_text(),
        (None, Some(LEFT)) => tr.fault_away_left(),
        (None, _) => tr.fault_away_reading(),
    };
    text.into_owned()
}

/// What the first page is told in its query where somebody left while that could not be noted.
pub const LEFT: &str = "left";

/// The page of a fault; after a form it carries what was typed.
pub fn page(call: &Call<'_>, fault: &Fault) -> Reply {
    let told = telling(call, fault);
    if told.status.is_server_error() {
        tracing::error!(%fault, path = call.path, "a page failed");
    }
    let notice = Notice::new(told.tone, told.title.clone()).text(words(call, fault));
    let notice = match fault {
        Fault::NoPost => {
            let next = call.filling.map(|filling| filling.place());
            let posts = paths::people::posts();
            let href =
                next.map_or(posts.clone(), |next| crate::frame::address::Asking::asking(posts, "next", next));
            notice.way(call.tr.posts_way(), href)
        }
        Fault::UnderWay | Fault::Taken(_) => {
            let page = call.filling.map_or_else(paths::people::home, |filling| filling.page.clone());
            notice.way(call.tr.fault_done_way(), page)
        }
        Fault::NoSession => notice.way(call.tr.sign_in_title(), paths::people::sign_in()),
        _ => notice.way(call.tr.fault_way_home(), paths::people::home()),
    };
    let said = said_of(call, fault);
    shown(call, told, notice, said.as_ref())
        .unwrap_or_else(|fault| Reply::Page(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string()))
}

/// What stands on the page of a fault about the form that was sent.
fn said_of(call: &Call<'_>, fault: &Fault) -> Option<Said> {
    let filling = call.filling?;
    let typed = !answered(call.form).is_empty() || !call.files.is_empty();
    // What did not come from our own page is nobody's words; what was not read can't be shown.
    let nothing_to_say = matches!(
        fault,
        Fault::Forged | Fault::TooLarge | Fault::Unreadable | Fault::UnderWay | Fault::Taken(_)
    );
    if !typed || nothing_to_say {
        return None;
    }
    let files = call.files.iter().map(|file| file.name.clone()).collect();
    let said =
        Said::new(call, call.tr.fault_words(), call.tr.fault_words_text()).words(call.form).files(files);
    Some(match fault {
        Fault::App(AppError::NotFound | AppError::Denied(_)) | Fault::NoSuchWay | Fault::NoPost => said,
        _ => said.again(&filling.action, call.form),
    })
}

fn shown(call: &Call<'_>, told: Telling, notice: Notice, said: Option<&Said>) -> Result<Reply, Fault> {
    let mut shell = call.shell(None, told.title).why(None);
    // Words that nobody keeps are on this page alone.
    shell.stays = call.filling.is_some_and(|filling| filling.typed) && !call.kept.get();
    let html = FaultPage { shell, notice }.render()?;
    // The fault goes first: why, and then what became of the words.
    let html = match (said, html.rsplit_once("</main>")) {
        (Some(said), Some((before, after))) => {
            let words = said.put(MARK)?;
            format!("{before}{words}</main>{after}")
        }
        _ => html,
    };
    Ok(Reply::Page(told.status, html))
}

/// A page that can't be shown, with words that were kept for it.
pub fn with_kept(call: &Call<'_>, fault: &Fault, words: &Fields) -> Outcome {
    let told = telling(call, fault);
    let notice = Notice::new(told.tone, told.title.clone()).text(self::words(call, fault));
    let notice = notice.way(call.tr.fault_way_home(), paths::people::home());
    let said = Said::new(call, call.tr.fault_words(), call.tr.fault_words_kept_text()).words(words);
    shown(call, told, notice, Some(&said))
}

/// The page of a form that was taken: there is nothing left to do on it.
pub fn done(call: &Call<'_>, ended: &Ended) -> Outcome {
    let tr = call.tr;
    let told =
        Telling { status: StatusCode::OK, tone: Tone::Done, title: tr.fault_done_title().into_owned() };
    let notice = Notice::new(Tone::Done, told.title.clone())
        .text(tr.fault_done_text(moment(call, &ended.sent_at)))
        .way(tr.fault_done_way(), ended.place.clone());
    shown(call, told, notice, None)
}

/// The answer to a form of somebody else's earlier sign-in: their words are shown to nobody else.
pub fn of_another(call: &Call<'_>, kept: bool) -> Outcome {
    let tr = call.tr;
    let title = tr.fault_forged_title().into_owned();
    let text = if kept { tr.fault_another_text() } else { tr.fault_another_lost_text() };
    let notice =
        Notice::new(Tone::Error, title.clone()).text(text).way(tr.fault_way_home(), paths::people::home());
    shown(call, Telling { status: StatusCode::FORBIDDEN, tone: Tone::Error, title }, notice, None)
}

/// The answer to a form that was filled in under another post than is acted under now: the way back to that post leads to the
/// form with its words.
pub fn as_another(call: &Call<'_>, now: Option<&HeldPost>, then: Option<&HeldPost>) -> Outcome {
    let tr = call.tr;
    let title = tr.posts_other_title().into_owned();
    let as_now = now.map_or_else(|| tr.posts_all().into_owned(), |post| post_words(call, post));
    let as_then = then.map(|post| post_words(call, post));
    let text = match &as_then {
        Some(as_then) => tr.posts_other_text(as_now, as_then.as_str()),
        None => tr.posts_other_gone(as_now),
    };
    let notice =
        Notice::new(Tone::Error, title.clone()).text(text).way(tr.fault_way_home(), paths::people::home());
    let words = match &as_then {
        Some(as_then) if call.kept.get() => tr.posts_other_words(as_then.as_str()),
        _ => tr.fault_words_text().into_owned(),
    };
    let files = call.files.iter().map(|file| file.name.clone()).collect();
    let mut said = Said::new(call, tr.fault_words(), words).words(call.form).files(files);
    if let (Some(post), Some(as_then), Some(filling)) = (then, &as_then, call.filling) {
        let next = if call.kept.get() { filling.place() } else { filling.page.clone() };
        let fields = vec![("post".to_owned(), post.id.to_string()), ("next".to_owned(), next)];
        said = said.button(paths::people::posts(), fields, tr.posts_other_back(as_then.as_str()));
    }
    shown(call, Telling { status: StatusCode::CONFLICT, tone: Tone::Error, title }, notice, Some(&said))
}

/// A form that has to be looked at again, whose page can't be shown any more, with the acts that came between.
pub fn unread(call: &Call<'_>, why: Reason, acts: &[i64]) -> Outcome {
    let tr = call.tr;
    let title = if why == Reason::Overtaken { tr.kept_overtaken() } else { tr.kept_unseen() }.into_owned();
    let notice = Notice::new(Tone::Error, title.clone()).text(tr.kept_unread_text());
    let notice = notice.way(tr.fault_way_home(), paths::people::home());
    let said = Said::new(call, tr.fault_words(), tr.fault_words_text()).words(call.form);
    let said = said.acts(call, acts)?;
    let said = (!answered(call.form).is_empty() || !acts.is_empty()).then_some(said);
    shown(call, Telling { status: StatusCode::CONFLICT, tone: Tone::Error, title }, notice, said.as_ref())
}
