//! The page on which a form stood, read again for whoever sent it.

use crate::{
    frame::{
        call::Call,
        fields::Fields,
        forms::{markup::forms, tags::escaped},
        remembered::Asked,
        reply::{Fault, Reply},
    },
    page_at::reading,
    pages::shared::kept::form_of,
    places,
};
use axum::http::StatusCode;
use earnest_app::AppError;

/// The words on the page of a fault with the labels of the page on which their form stands, where that can be read.
pub fn labelled(call: &Call<'_>, fault: &Fault, html: String) -> String {
    let Some(filling) = call.filling.filter(|filling| filling.typed) else { return html };
    // While the register is away every reading of it is a wait: what the form asked when it went out is known without.
    if matches!(fault, Fault::App(AppError::Store(_)) | Fault::BrokenOff | Fault::Unread(_)) {
        let asked = call.state.remembered.of(call.form.get("csrf"), &filling.action);
        return labels(call, asked.iter(), html);
    }
    let nothing = Fields::default();
    let place = places::place(&filling.page);
    let Some(Ok(Reply::Page(StatusCode::OK, page))) =
        place.and_then(|place| reading(call, &place, (&nothing, call.form)))
    else {
        return html;
    };
    let page = forms(&page);
    match form_of(&page, &filling.action) {
        Some(form) => {
            let asked: Vec<_> = form.controls.iter().filter_map(Asked::of).collect();
            labels(call, asked.iter(), html)
        }
        None => html,
    }
}

/// Puts the labels of a form in the place of what stands for those that are not known, and the words of its choices in the place
/// of their keys.
fn labels<'a>(call: &Call<'_>, asked: impl Iterator<Item = &'a Asked>, mut html: String) -> String {
    let unknown = call.tr.kept_field();
    for one in asked {
        let at = format!("<dt data-field=\"{}\">", escaped(&one.name));
        let label = if one.label.is_empty() { unknown.to_string() } else { escaped(&one.label) };
        html = html.replace(&format!("{at}{unknown}</dt>"), &format!("{at}{label}</dt>"));
        if !one.words.is_empty() {
            let row = format!("{at}{label}</dt><dd class=\"written\">");
            let (key, words) = (escaped(&one.value), escaped(&one.words));
            html = html.replace(&format!("{row}{key}</dd>"), &format!("{row}{words}</dd>"));
        }
    }
    html
}
