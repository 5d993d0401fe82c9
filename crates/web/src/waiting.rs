//! What waits of forms that were not taken: words that a person typed are offered until they are sent; a press is offered to
//! nobody, and takes no place from words.

use crate::{
    frame::{
        call::Call,
        fields::Fields,
        forms::{
            carried::typed,
            filling::{Filling, page_of},
            markup::forms,
        },
        reply::Fault,
    },
    pages::{paths, shared::kept::offers},
    places,
};
use earnest_app::{
    AppError,
    desk::form_keep::{KeptForm, forget_form, kept_forms},
};
use earnest_model::desk::kept_form::Reason;

/// Offers what waits: on the desk all of it, on a page with forms what stood there.
pub fn offered(call: &Call<'_>, html: String) -> Result<String, Fault> {
    let desk = call.path == paths::desk::desk();
    if !desk && !asks(&html) {
        return Ok(html);
    }
    let here = page_of(call.path, call.query);
    let waiting: Vec<KeptForm> = kept_forms(&call.context(), (!desk).then_some(here.as_str()))?
        .into_iter()
        .filter(|kept| Reason::of(&kept.reason).is_offered())
        .filter(|kept| !is_press(kept))
        .collect();
    if waiting.is_empty() { Ok(html) } else { offers(call, &html, &waiting) }
}

/// Whether a page has a form that can be kept: one whose sending is claimed.
fn asks(html: &str) -> bool {
    forms(html).iter().any(|form| form.posts && places::sent(&form.action).is_some_and(|route| route.claimed))
}

/// What somebody typed into a form that is kept.
fn words(body: &str) -> Vec<(String, String)> {
    typed(&Fields::parse(body.as_bytes()))
}

/// Whether nothing was typed into a refused form: there is nothing in it to lose. Files are kept nowhere, and are chosen anew.
fn is_press(kept: &KeptForm) -> bool {
    let refused = matches!(
        Reason::of(&kept.reason),
        Reason::Refused | Reason::Overtaken | Reason::Changed | Reason::Unseen
    );
    refused && words(&kept.body).is_empty()
}

/// Whether two are the same form with the same words.
fn is_same(kept: &KeptForm, filling: &Filling, typed: &[(String, String)]) -> bool {
    !typed.is_empty()
        && kept.action == filling.action
        && kept.page == filling.page
        && words(&kept.body) == typed
}

/// Before a form is kept: one with the same words makes room for it, and so does every press.
pub fn make_room(call: &Call<'_>, filling: &Filling, body: &str) {
    let typed = words(body);
    drop_where(call, None, |kept| {
        kept.token != filling.token && (is_press(kept) || is_same(kept, filling, &typed))
    });
}

/// A form that was taken needs its kept words no more, under whichever token they are kept.
pub fn forget(call: &Call<'_>) {
    let Some(filling) = call.filling else { return };
    let typed = typed(call.form);
    drop_where(call, Some(&filling.page), |kept| {
        kept.token == filling.token || is_same(kept, filling, &typed)
    });
}

/// Forgets of what is kept for whoever asks, on a page or anywhere. That it could not be is no reason to withhold the answer.
fn drop_where(call: &Call<'_>, page: Option<&str>, which: impl Fn(&KeptForm) -> bool) {
    let dropped = || -> Result<(), AppError> {
        for kept in kept_forms(&call.context(), page)?.iter().filter(|kept| which(kept)) {
            forget_form(&call.context(), &kept.token)?;
        }
        Ok(())
    };
    if let Err(fault) = dropped() {
        tracing::error!(%fault, path = call.path, "the words of a form are still kept");
    }
}
