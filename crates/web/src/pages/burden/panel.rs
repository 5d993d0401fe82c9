//! Before a request is issued: whom it asks, what it costs them, who goes over the budget.

use crate::{
    frame::call::Call,
    look::{Notice, Tone},
};
use earnest_app::burden::burden_weigh::{Issue, weigh_call_up, weigh_request};
use earnest_model::{burden::budget::Weighed, id::RoundId};

/// The words above the button that issues a request; none where it asks nobody or the reader may not know.
pub fn panel(call: &Call<'_>, unit: &str, issue: &Issue<'_>) -> Option<Notice> {
    let weighed = weigh_request(&call.context(), &call.state.pack, unit, issue).ok()?;
    (weighed.units > 0).then(|| notice(call, &weighed))
}

/// The words above the button that freezes a frame: what whoever is drawn will be asked for.
pub fn call_up(call: &Call<'_>, round: RoundId, classes: &[String]) -> Option<Notice> {
    let weighed = weigh_call_up(&call.context(), &call.state.pack, round, classes).ok()?;
    let each = weighed.minutes / i64::try_from(weighed.units).ok().filter(|units| *units > 0)?;
    Some(worded(call, &weighed, call.tr.burden_frame(each, weighed.units)))
}

/// The same of what was weighed already.
pub fn notice(call: &Call<'_>, weighed: &Weighed) -> Notice {
    worded(call, weighed, call.tr.burden_asks(weighed.minutes, weighed.units))
}

fn worded(call: &Call<'_>, weighed: &Weighed, title: String) -> Notice {
    let tr = call.tr;
    if weighed.over.is_empty() {
        return Notice::new(Tone::Empty, title).text(tr.burden_within());
    }
    let some: Vec<_> = weighed.over.iter().take(5).map(String::as_str).collect();
    let names = some.join(&*tr.burden_and());
    let mut text = tr.burden_over_names(weighed.over.len(), names);
    if !weighed.stopped.is_empty() {
        text = format!("{text} {}", tr.burden_stops(weighed.stopped.len()));
    }
    let tone = if weighed.stopped.is_empty() { Tone::Loading } else { Tone::Error };
    Notice::new(tone, title).text(text)
}
