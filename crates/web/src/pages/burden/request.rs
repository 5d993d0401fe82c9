//! What the pages of the burden are asked for, and a request with the way to its record.

use crate::{
    frame::call::Call,
    look::Cell,
    pages::{paths, shared::burden::month},
};
use earnest_app::{AppError, Request, burden::burden_show::Wanted};
use earnest_model::{
    Date,
    burden::{
        budget::{Kind, month_of},
        reported::Reported,
    },
    figures::question::malformed,
    id::RoundId,
    message::Message,
};

/// What the address asks for: a unit and a month, `2015-11`.
///
/// # Errors
/// It is no month, or one that has not come.
pub(super) fn wanted<'c>(call: &'c Call<'_>) -> Result<Wanted<'c>, AppError> {
    let first = |month: &str| format!("{month}-01").parse().map_err(|_| malformed("month", month));
    let on: Option<Date> = call.choice("month", first)?;
    if on.is_some_and(|first| first > call.today) {
        return Err(AppError::field("month", Message::new("error-month-future")));
    }
    Ok(Wanted { unit: call.query.find("unit"), on })
}

/// The sentence of a page of the burden: unit and month, and of a month that is over that it is told as it is known today.
pub(super) fn lede(call: &Call<'_>, on: Date, unit: &str) -> String {
    let words = call.tr.burden_lede(month(on), unit);
    if month_of(on).1 >= call.today { words } else { format!("{words} {}", call.tr.burden_past()) }
}

/// What a request is called.
pub(crate) fn words(call: &Call<'_>, kind: Kind, label: &str) -> String {
    let label = match kind {
        Kind::Duty => call.word(&format!("duty-kind-{label}")),
        Kind::Session => call.word(&format!("session-kind-{label}")),
        Kind::Meeting => call.word(&format!("meeting-kind-{label}")),
        _ => label.to_owned(),
    };
    call.tr.burden_request_words(call.word_of(kind), label)
}

/// What a unit calls too much, in words.
pub(crate) fn reported_words(call: &Call<'_>, reported: Reported, label: &str) -> String {
    match reported {
        Reported::Request(kind) => words(call, kind, label),
        Reported::Elsewhere => call.tr.burden_elsewhere_words(label),
    }
}

/// The record that stands for a request.
pub(super) fn link(call: &Call<'_>, request: &Request) -> Cell {
    let (id, code) = (request.id, request.code.as_str());
    let record = |kind: &str| paths::record(kind, id, code);
    let href = match request.kind {
        Kind::Plan => Some(paths::plans::latest(code, RoundId(id))),
        Kind::Problems => record("problem"),
        Kind::Session => Some(paths::sessions::seminars()),
        Kind::Observation => Some(paths::assessing::sheets()),
        Kind::Materials => Some(paths::draws::draws()),
        Kind::Visit | Kind::Meeting | Kind::Interview | Kind::Reply => record("visit"),
        Kind::Circular => record("circular"),
        Kind::Duty => record("duty"),
        Kind::Question => record("question"),
    };
    let words = words(call, request.kind, &request.label);
    match href {
        Some(href) => Cell::link(words, href),
        None => Cell::Text(words),
    }
}
