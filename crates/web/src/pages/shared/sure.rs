//! The page between a form and an act that can't be taken back: it says what follows before the button is pressed that does it.

use crate::{
    frame::{
        call::Call,
        forms::carried::own,
        reply::{Fault, Outcome, page},
        route::Route,
        weighed::Weighed,
    },
    look::Shell,
};
use askama::Template;
use earnest_app::{AppError, StoreError};

/// The field that says that it was read.
pub const SURE: &str = "weighed";

#[derive(Template)]
#[template(path = "pages/shared/sure.html")]
struct SurePage {
    shell: Shell,
    weighed: Weighed,
    action: String,
    fields: Vec<(String, String)>,
}

/// Answers a form: first with what follows, if it does what can't be taken back; then with the act.
pub fn answer(call: &Call<'_>, route: &Route) -> Outcome {
    let Some(weigh) = route.weigh.filter(|_| !call.ticked(SURE).unwrap_or(false)) else {
        return (route.handler)(call);
    };
    // Where nothing of the kind follows, the act is done, or says what is wrong, by itself.
    let Some(weighed) = weigh(call).transpose() else { return (route.handler)(call) };
    // What stands in the way is told before anything is said to follow: by the act itself, which is rehearsed.
    match call.state.store.rehearse(|| (route.handler)(call)) {
        Err(Fault::App(AppError::Store(StoreError::Rehearsed))) => sure(call, weighed?),
        told => told,
    }
}

fn sure(call: &Call<'_>, weighed: Weighed) -> Outcome {
    let action = if call.query.0.is_empty() { call.path.to_owned() } else { call.here(call.query) };
    let fields = own(call.form).0.into_iter().filter(|(name, _)| name != SURE).collect();
    let shell = call.shell(None, weighed.title.as_str()).lede(call.tr.sure_lede());
    let back = back(call, &weighed.back);
    page(&SurePage { shell, action, fields, weighed: Weighed { back, ..weighed } })
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
