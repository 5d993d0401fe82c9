//! A body in words: its part, its sector, what it said.

use crate::{
    frame::call::Call,
    look::{Cell, State},
};
use earnest_app::programmes::standard_agree::BodyStands;
use earnest_model::programmes::bodies::{Answer, NamedBody};

/// What a body covers, in words; the dash for a body that leads without a sector of its own.
pub(crate) fn sector_words(call: &Call<'_>, body: &NamedBody) -> Cell {
    let (pack, tag) = (call.pack(), call.lang.tag());
    let names: Vec<_> = body.taking.sector.classes().map(|class| pack.class_name(class, tag)).collect();
    if names.is_empty() {
        return Cell::NotYet(call.tr.common_not_yet().into_owned());
    }
    names.join(&call.tr.standard_comma()).into()
}

/// As what a body takes part.
pub(crate) fn part(call: &Call<'_>, body: &NamedBody) -> String {
    call.word_of(body.taking.part)
}

/// What a body said to a draft, and when or why.
pub(crate) fn stands(call: &Call<'_>, stands: &BodyStands, asked: bool) -> (State, String) {
    let tr = call.tr;
    match &stands.said {
        Some(said) if said.answer == Answer::Agreed => (State::done(tr.body_agreed()), tr.date_long(said.on)),
        Some(said) => {
            let why = said.reason.as_ref().map(|reason| reason.as_str().to_owned()).unwrap_or_default();
            (State::trouble(tr.body_refused()), why)
        }
        None if asked => (State::under_way(tr.body_asked()), String::new()),
        None => (State::not_begun(tr.body_not_asked()), String::new()),
    }
}
