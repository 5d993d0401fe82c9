//! What the pages of the burden are asked for, and a request with the way to its record.

use crate::{frame::call::Call, look::Cell};
use earnest_app::{Request, burden::burden_show::Wanted};
use earnest_model::burden::budget::Kind;

/// What the address asks for: a unit and a month, `2015-11`.
pub(super) fn wanted<'c>(call: &'c Call<'_>) -> Wanted<'c> {
    let month = format!("{}-01", call.query.get("month"));
    Wanted { unit: call.query.find("unit"), on: month.parse().ok() }
}

/// What a request is called.
pub(crate) fn words(call: &Call<'_>, kind: Kind, label: &str) -> String {
    let label = match kind {
        Kind::Duty => call.word(&format!("duty-kind-{label}")),
        Kind::Session => call.word(&format!("session-kind-{label}")),
        Kind::Meeting => call.word(&format!("meeting-kind-{label}")),
        _ => label.to_owned(),
    };
    call.tr.burden_request_words(call.word(&format!("burden-kind-{}", kind.key())), label)
}

/// The record that stands for a request.
pub(super) fn link(call: &Call<'_>, request: &Request) -> Cell {
    let id = request.id;
    let href = match request.kind {
        Kind::Plan => format!("/plans/of/{}/{id}", request.code),
        Kind::Problems => format!("/problems/{id}"),
        Kind::Session => format!("/seminars?unit={}", request.code),
        Kind::Observation => "/sheets".to_owned(),
        Kind::Materials => "/draws".to_owned(),
        Kind::Visit | Kind::Meeting | Kind::Interview | Kind::Reply => format!("/visits/{id}"),
        Kind::Circular => format!("/circulars/{id}"),
        Kind::Duty => format!("/units/{}", request.code),
        Kind::Question => format!("/questions/{id}"),
    };
    Cell::link(words(call, request.kind, &request.label), href)
}
