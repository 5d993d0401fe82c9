//! The page between a form and an act that can't be taken back: it says what follows before the button is pressed that does it.

use crate::{
    frame::{
        call::Call,
        forms::carried::own,
        reply::{Fault, Outcome, page},
        route::Route,
        weighed::Weighed,
    },
    look::{Notice, Shell, Tone},
};
use askama::Template;
use earnest_app::{AppError, StoreError};
use earnest_i18n::Lang;

/// The field that says that it was read.
pub const SURE: &str = "weighed";

#[derive(Template)]
#[template(path = "pages/shared/sure.html")]
struct SurePage {
    shell: Shell,
    weighed: Weighed,
    action: String,
    fields: Vec<(String, String)>,
    mark: String,
}

/// How a form stands to what follows from its act.
pub enum Weighing {
    /// Nothing follows that must be read first.
    Nothing,
    /// It must be read, and was not yet.
    Unread(Weighed),
    /// It was read: as it follows now, with what the form says of what was read.
    Read(Weighed, String),
    /// What follows can't be told.
    Fault(Fault),
}

impl Weighing {
    /// Whether what was read is what follows.
    pub fn holds(&self) -> bool {
        match self {
            Self::Read(weighed, read) => {
                Weighed::language_of(read).is_some_and(|language| weighed.mark(language) == *read)
            }
            Self::Nothing | Self::Unread(_) | Self::Fault(_) => true,
        }
    }
}

/// What follows from the act of a form, and whether it was read.
pub fn weighing(call: &Call<'_>, route: &Route) -> Weighing {
    let Some(weigh) = route.weigh else { return Weighing::Nothing };
    // What is no mark was made on no page of ours.
    let read = call.form.get(SURE);
    let language = Weighed::language_of(read).and_then(Lang::parse);
    let lang = language.unwrap_or(call.lang);
    // Where nothing of the kind follows, the act is done, or says what is wrong, by itself.
    match (weigh(&Call { tr: call.tr.in_language(lang), lang, ..call.clone() }), language) {
        (Ok(None), _) => Weighing::Nothing,
        (Ok(Some(weighed)), None) => Weighing::Unread(weighed),
        (Ok(Some(weighed)), Some(_)) => Weighing::Read(weighed, read.to_owned()),
        (Err(fault), _) => Weighing::Fault(fault),
    }
}

/// Answers a form: first with what follows, if it does what can't be taken back; then with the act.
pub fn answer(call: &Call<'_>, route: &Route, weighing: Weighing) -> Outcome {
    if matches!(&weighing, Weighing::Nothing | Weighing::Read(..)) && weighing.holds() {
        return (route.handler)(call);
    }
    // What stands in the way is told before anything is said to follow.
    if let Some(told) = in_the_way(call, route) {
        return told;
    }
    match weighing {
        Weighing::Fault(fault) => Err(fault),
        Weighing::Read(weighed, read) => {
            let new = weighed.lines().filter(|line| !Weighed::tells(&read, line));
            let new = new.cloned().collect::<Vec<_>>().join(" ");
            let text = if new.is_empty() { call.tr.sure_changed_gone().into_owned() } else { new };
            let said = Notice::new(Tone::Error, call.tr.sure_changed()).text(text);
            let lang = Weighed::language_of(&read).and_then(Lang::parse).unwrap_or(call.lang);
            sure(&Call { tr: call.tr.in_language(lang), lang, ..call.clone() }, weighed, Some(said))
        }
        Weighing::Unread(weighed) => sure(call, weighed, None),
        Weighing::Nothing => (route.handler)(call),
    }
}

/// What a form is answered if its act would not be done, by the act itself, which is rehearsed; none if it would.
pub fn in_the_way(call: &Call<'_>, route: &Route) -> Option<Outcome> {
    match call.state.store.rehearse(|| (route.handler)(call)) {
        Err(Fault::App(AppError::Store(StoreError::Rehearsed))) => None,
        told => Some(told),
    }
}

fn sure(call: &Call<'_>, weighed: Weighed, said: Option<Notice>) -> Outcome {
    let action = if call.query.0.is_empty() { call.path.to_owned() } else { call.here(call.query) };
    let fields = own(call.form).0.into_iter().filter(|(name, _)| name != SURE).collect();
    let mut shell = call.shell(None, weighed.title.as_str()).lede(call.tr.sure_lede());
    shell.notices.extend(said);
    let back = back(call, &weighed.back);
    let mark = weighed.mark(call.lang.tag());
    page(&SurePage { shell, action, fields, mark, weighed: Weighed { back, ..weighed } })
}

/// Back to the form: with what was chosen and typed in it, which is kept while this page is looked at.
fn back(call: &Call<'_>, place: &str) -> String {
    let path = |address: &str| address.split('?').next().unwrap_or_default().to_owned();
    let kept = call.filling.filter(|filling| filling.typed && call.actor.account().is_some());
    match kept {
        Some(filling) if path(&filling.page) == path(place) => filling.waiting(),
        _ => place.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        frame::route::{Need, Verb},
        places::routes,
    };
    use earnest_model::permit::ActionKind as A;

    /// What can't be taken back.
    const FINAL: [A; 8] = [
        A::AdvanceRound,
        A::DrawAssessors,
        A::FreezeFrame,
        A::PublishCircular,
        A::RateUnit,
        A::RunDraw,
        A::VerifyClosure,
        A::VoidDraw,
    ];

    #[test]
    fn what_cannot_be_taken_back_is_shown_before_it_is_done() {
        let of = |kind: A| routes().filter(move |it| it.method == Verb::Post && it.need == Need::May(kind));
        for kind in FINAL {
            assert!(of(kind).next().is_some(), "{}", kind.key());
            for route in of(kind) {
                assert!(route.weigh.is_some(), "{} acts at once", route.path);
            }
        }
    }
}
