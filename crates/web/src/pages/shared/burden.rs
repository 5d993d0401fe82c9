//! The burden beside other things: what a request will cost whom it asks, before it is issued; what a unit was asked for.

use crate::{
    frame::{address::Asking, call::Call, reply::Fault},
    look::{Amount, Cell, Counted, Figure, Figures, Notice, State, Tone},
    pages::paths,
};
use earnest_app::burden::{
    burden_show::{UnitBurden, unit_burden},
    burden_weigh::{Issue, weigh_call_up, weigh_request},
};
use earnest_model::{Date, burden::budget::Weighed, id::RoundId};

/// The words above the button that issues a request; none where it asks nobody or the reader may not know.
pub fn panel(call: &Call<'_>, unit: &str, issue: &Issue<'_>) -> Option<Notice> {
    let weighed = weigh_request(&call.context(), call.pack(), unit, issue).ok()?;
    (weighed.units > 0).then(|| notice(call, &weighed))
}

/// The words above the button that freezes a frame: what whoever is drawn will be asked for.
pub fn call_up(call: &Call<'_>, round: RoundId, classes: &[String]) -> Option<Notice> {
    let weighed = weigh_call_up(&call.context(), call.pack(), round, classes).ok()?;
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

/// The month of a day as an address names it.
pub(crate) fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// Minutes of a budget: what was asked, and of how many.
fn of_budget(call: &Call<'_>, asked: i64, budget: Option<i32>) -> Amount {
    match budget {
        Some(budget) => Amount::time_of(call.tr, asked, i64::from(budget)),
        None => Amount::time(call.tr, asked),
    }
}

pub(crate) fn figures(call: &Call<'_>, own: &UnitBurden, month: &str) -> Figures {
    let tr = call.tr;
    let href = paths::burden::burden().asking("unit", &own.code).asking("month", month);
    let (week, whole) = (own.budget.map(|budget| budget.week), own.budget.map(|budget| budget.month));
    let requests = match own.requests.value() {
        0 => Counted::closed(tr, &own.requests),
        _ => Counted::new(tr, &own.requests, href.as_str()),
    };
    Figures::new([
        Figure::amount(of_budget(call, own.load.month, whole), tr.burden_month_minutes(), href.as_str()),
        Figure::amount(of_budget(call, own.load.week, week), tr.burden_week_minutes(), href.as_str()),
        Figure::of(
            &requests,
            tr.burden_month_requests(i64::try_from(own.requests.value()).unwrap_or(i64::MAX)),
        ),
    ])
}

/// The strip of a unit's own burden, for its page.
pub fn strip(call: &Call<'_>, unit: &str) -> Result<Figures, Fault> {
    let own = unit_burden(&call.context(), call.pack(), unit)?;
    Ok(figures(call, &own, &month(call.today)))
}

/// What a unit was asked for this month, for the board.
pub fn board_cell(call: &Call<'_>, burdens: &[UnitBurden], unit: earnest_model::id::UnitId) -> Cell {
    let Some(burden) = burdens.iter().find(|burden| burden.id == unit) else {
        return Amount::time(call.tr, 0_i64).into();
    };
    let href = paths::burden::burden().asking("unit", &burden.code);
    let words = of_budget(call, burden.load.month, burden.budget.map(|budget| budget.month));
    if burden.over() {
        Cell::StateLink(State::trouble(call.tr.burden_over_short(String::from(words))), href)
    } else {
        Cell::link(words, href)
    }
}
