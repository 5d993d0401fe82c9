//! A page as it goes out.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        forms::{carried::carry_noting, filling::page_of, markup::Form, reading::read_only, tags::escaped},
        route::Route,
    },
    pages::{paths, shared::kept::carried_by},
    places,
    ways::only_open,
};
use axum::http::StatusCode;

/// A page as it goes out: with what its forms carry, and with ways to what its reader may open alone.
pub fn finished(call: &Call<'_>, status: StatusCode, html: String) -> String {
    let note = |form: &Form| call.state.remembered.note(call.csrf, form);
    let known = status == StatusCode::OK && !call.csrf.is_empty();
    let note: &dyn Fn(&Form) = if known { &note } else { &|_| {} };
    let html = carry_noting(for_reading(call, html), &carried_by(call), note);
    only_open(call, html)
}

/// The page of somebody who reads under all their posts and has to choose one before they write: no form stands on it that
/// would be refused.
fn for_reading(call: &Call<'_>, html: String) -> String {
    if call.actor.account().is_none() || !call.actor.must_choose(call.today) {
        return html;
    }
    let writes = |action: &str| places::sent(action).is_some_and(Route::writes);
    let way = paths::people::posts().asking("next", page_of(call.path, call.query));
    let (words, choose) = (call.tr.posts_read_only(), call.tr.posts_way());
    let note = format!("<p class=\"soft no-print\">{words} <a href=\"{}\">{choose}</a></p>", escaped(&way));
    read_only(&html, &writes, &note)
}
