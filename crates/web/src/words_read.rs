//! What somebody read who signs, approves, decides or publishes: their act covers the words and numbers that stood on the page,
//! and is done only while these stand there. See docs/decisions/417.

use crate::{
    frame::{
        call::Call,
        fields::Fields,
        forms::{
            carried::WORDS_READ,
            marks::{marked, place_of},
            markup::forms,
            words::{Difference, Mark, Words},
        },
        reply::{Fault, Outcome, Reply},
        route::Route,
    },
    page_at::reading,
    pages::shared::{
        kept::Changed,
        sure::{self, Weighing},
    },
    places,
};
use axum::http::StatusCode;
use earnest_app::{AppError, Stood};
use earnest_i18n::Lang;
use std::cell::RefCell;

/// A page that is read: each of its forms whose act covers what stands there carries the mark of it.
pub fn on(call: &Call<'_>, reply: Reply) -> Reply {
    match reply {
        Reply::Page(StatusCode::OK, html) => Reply::Page(StatusCode::OK, put(call, html)),
        other => other,
    }
}

/// The same for the page itself.
pub fn put(call: &Call<'_>, html: String) -> String {
    if call.actor.account().is_none() {
        return html;
    }
    marked(html, call.lang.tag(), &|action| places::sent(action).is_some_and(|route| route.words))
}

/// Whether a form does not say what was read on its page, and its act would cover that.
pub fn is_untold(call: &Call<'_>, route: &Route) -> bool {
    route.words && Mark::parse(call.form.get(WORDS_READ)).is_none()
}

/// Answers a form: where its act covers what stood on its pages, only while that stands there.
pub fn answer(call: &Call<'_>, route: &Route) -> Outcome {
    let weighing = sure::weighing(call, route);
    if !route.words {
        return sure::answer(call, route, weighing);
    }
    // A fault on the way is told as it is, and not as a change.
    let broken = RefCell::new(None);
    let same = || {
        let same =
            || -> Result<bool, Fault> { Ok(differs(call)?.is_none() && sure::weighing(call, route).holds()) };
        match same() {
            Ok(same) => Ok(same),
            Err(Fault::App(fault)) => Err(fault),
            Err(fault) => {
                broken.replace(Some(fault));
                Ok(false)
            }
        }
    };
    let stood = Stood::read(&call.state.store, &same)?;
    let outcome = match &stood {
        Some(stood) => sure::answer(&Call { stood: Some(stood), ..call.clone() }, route, weighing),
        None => Err(AppError::Changed.into()),
    };
    match outcome {
        Err(Fault::App(AppError::Changed)) => match broken.take() {
            Some(fault) => Err(fault),
            None => changed(call, route),
        },
        outcome => outcome,
    }
}

/// What is told once something differs: of the page, that it does; of what follows from the act, what follows now.
fn changed(call: &Call<'_>, route: &Route) -> Outcome {
    let weighing = sure::weighing(call, route);
    if differs(call)?.is_none() && !weighing.holds() && matches!(weighing, Weighing::Read(..)) {
        return sure::answer(call, route, weighing);
    }
    Err(AppError::Changed.into())
}

/// What stands on the page of a form now and did not when it was read; where the page can't be read any more, all of it.
fn differs(call: &Call<'_>) -> Result<Difference, Fault> {
    let gone = || Difference { more: true, ..Difference::default() };
    let (Some(filling), Some(mark)) = (call.filling, Mark::parse(call.form.get(WORDS_READ))) else {
        return Ok(gone());
    };
    let lang = Lang::parse(mark.language).unwrap_or(call.lang);
    let call = &Call { tr: call.tr.in_language(lang), lang, ..call.clone() };
    let Some(place) = places::place(&filling.page) else { return Ok(gone()) };
    let nothing = Fields::default();
    // A page that grew with words that were put back is compared as it was then.
    let mut last = gone();
    for grown in [&nothing, call.form] {
        let html = match reading(call, &place, (&nothing, grown)) {
            Some(Ok(Reply::Page(StatusCode::OK, html))) => html,
            Some(Err(Fault::App(AppError::NotFound | AppError::Denied(_) | AppError::Refused(_)))) | None => {
                return Ok(gone());
            }
            Some(Err(fault)) => return Err(fault),
            Some(Ok(_)) => return Ok(gone()),
        };
        let Some(form) = place_of(&forms(&html), &filling.action) else { return Ok(gone()) };
        last = Words::of(&html).differs(form, &mark, call.form);
        if last.is_none() {
            break;
        }
    }
    Ok(last)
}

/// What differs, as the page tells it.
pub fn difference(call: &Call<'_>) -> Result<Changed, Fault> {
    /// So many passages are told.
    const MOST: usize = 12;
    let found = differs(call)?;
    let told = found.new.iter().take(MOST).map(|passage| match passage.under.as_str() {
        "" => passage.words.clone(),
        under if under == passage.words => passage.words.clone(),
        under => format!("{under}: {}", passage.words),
    });
    Ok(Changed { new: told.collect(), more: found.more || found.new.len() > MOST })
}

#[cfg(test)]
mod tests {
    use crate::{
        frame::route::{Made, Verb},
        places::routes,
    };
    use std::collections::BTreeSet;

    /// What counts is what is typed; where two answer the same, both are told.
    const TYPED: &[&str] = &[
        "/accounts/{id}/correct",
        "/accounts/{id}/posts",
        "/burden/reports/{id}/answer",
        "/burden/settings",
        "/call-ups/{id}",
        "/circulars/drafts/{id}/edit",
        "/inquiries/reply",
        "/measures/{id}/change",
        "/measures/{id}/edit",
        "/measures/{id}/progress",
        "/obligations/{id}",
        "/organisation",
        "/problems/{id}/correct",
        "/problems/{id}/measure",
        "/programmes/{id}/correct",
        "/questions/{id}/answer",
        "/report/template",
        "/rounds/{id}/calendar",
        "/rounds/{id}/excuse",
        "/seminars/{id}/correct",
        "/seminars/{id}/make-up",
        "/standards/draft",
        "/tasks/{id}/follow-up",
        "/tasks/{id}/pass",
        "/tasks/{id}/reply",
        "/visit-items/{id}/given",
        "/visit-items/{id}/reply",
        "/visits/{id}/add",
        "/visits/{id}/combine",
        "/visits/{id}/correct",
        "/visits/{id}/move",
        "/visits/{id}/record",
    ];
    /// What is done to one record, can be done the other way round on the same page, and certifies nothing.
    const TURNED_ROUND: &[&str] = &[
        "/accounts/{id}/invite",
        "/accounts/{id}/off",
        "/accounts/{id}/on",
        "/criticisms/{id}/link",
        "/desk/taking",
        "/posts/account",
        "/problems/{id}/person",
        "/seminars/{id}/exemplar",
        "/standards/draft/begin",
        "/take-up/comment/{id}/link",
        "/take-up/comment/{id}/unlink",
        "/take-up/sheet/{id}/link",
        "/take-up/sheet/{id}/unlink",
        "/take-up/visit-item/{id}/link",
        "/take-up/visit-item/{id}/unlink",
    ];
    /// The button says all of it, in words that do not change; its page is a unit's with all its figures.
    const SAID_BY_THE_BUTTON: &[&str] = &["/duties/{id}/acknowledge"];
    /// What ends something at a day and for a reason that are typed; the record stays as it was.
    const ENDED: &[&str] = &[
        "/accounts/{id}/end",
        "/bodies/{id}/end",
        "/duties/end",
        "/inquiries/sources/{id}/withdraw",
        "/interests/{id}/end",
        "/leaders/{id}/charges/end",
        "/posts/end",
        "/resolutions/{id}/end",
        "/seminars/{id}/withdraw",
        "/visits/{id}/call-off",
        "/visits/{id}/withdraw",
    ];

    #[test]
    fn an_act_covers_what_its_page_showed_or_stands_here_with_the_reason_why_not() {
        let without: BTreeSet<&str> = routes()
            .filter(|route| route.method == Verb::Post && route.made == Made::Seen && !route.words)
            .map(|route| route.path)
            .collect();
        let told: BTreeSet<&str> =
            TYPED.iter().chain(TURNED_ROUND).chain(SAID_BY_THE_BUTTON).chain(ENDED).copied().collect();
        assert_eq!(without.difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new(), "without a reason");
        assert_eq!(told.difference(&without).collect::<Vec<_>>(), Vec::<&&str>::new(), "not without");
    }

    #[test]
    fn what_is_weighed_covers_what_its_page_showed() {
        // The draft of a standard is typed: its page between covers what follows.
        let weighed = routes().filter(|route| route.weigh.is_some() && route.path != "/standards/draft");
        for route in weighed {
            assert!(route.words, "{}", route.path);
        }
    }
}
