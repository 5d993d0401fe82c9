//! The panels of a unit's page.

use crate::{
    frame::{address::Asking, call::Call},
    look::{Cell, Counted, Happening, Notice, State, Table, Timeline, Tone},
    pages::{
        paths,
        shared::{
            choose_round::round_of,
            programme_items::{item_called, programme_items},
        },
    },
};
use earnest_app::desk::unit_show::UnitView;
use earnest_model::{
    fraction::Fraction,
    id::{RatingId, RoundId},
    permit::{AcknowledgeDuty, decide},
    plans::plan::PlanState,
    visits::visit::Progress,
};

fn empty(words: impl Into<String>) -> Notice {
    Notice::new(Tone::Empty, words)
}

pub fn duties(call: &Call<'_>, view: &UnitView) -> Table {
    let tr = call.tr;
    let rows = view.duties.iter().map(|duty| {
        let state = match duty.acknowledged_on {
            Some(day) => State::done(tr.unit_duty_acknowledged(tr.date_short(day))),
            None => State::trouble(tr.unit_duty_open()),
        };
        [
            Cell::Text(call.word_of(duty.kind)),
            Cell::Text(duty.post.clone().unwrap_or_else(|| tr.unit_duty_body().into_owned())),
            state.into(),
        ]
    });
    Table::new(tr.unit_duties())
        .column(tr.unit_duty_kind())
        .column(tr.unit_duty_post())
        .column(tr.unit_duty_state())
        .rows(rows)
        .or_say(empty(tr.unit_duties_none()))
}

/// Buttons for the duties that this person may acknowledge: address and words.
pub fn acknowledge(call: &Call<'_>, view: &UnitView) -> Vec<(String, String)> {
    if decide::<AcknowledgeDuty>(call.actor, view.unit.target(), call.today).is_err() {
        return Vec::new();
    }
    let open = view.duties.iter().filter(|duty| duty.acknowledged_on.is_none());
    open.map(|duty| {
        let kind = call.word_of(duty.kind);
        (paths::units::duty_acknowledge(duty.id), call.tr.unit_duty_acknowledge(kind))
    })
    .collect()
}

pub fn plans(call: &Call<'_>, view: &UnitView) -> Table {
    let tr = call.tr;
    let rows = view.plans.iter().map(|plan| {
        let word = call.word_of(plan.state);
        let state = match plan.state {
            PlanState::Approved | PlanState::ApprovedWithRemarks => State::done(word),
            PlanState::Submitted => State::under_way(word),
            PlanState::Returned => State::trouble(word),
        };
        [
            Cell::link(plan.body.theme.as_str(), paths::plans::plan(plan.id)),
            Cell::Text(tr.unit_plan_version(i64::from(plan.version))),
            state.into(),
        ]
    });
    Table::new(tr.unit_plans())
        .column(tr.unit_plan_theme())
        .column(tr.unit_plan_version_head())
        .column(tr.unit_plan_state())
        .rows(rows)
        .or_say(empty(tr.unit_plans_none()))
}

pub fn ratings(call: &Call<'_>, view: &UnitView) -> Table {
    let tr = call.tr;
    let standard = call.pack().standard.as_ref();
    let rows = view.ratings.iter().map(|(number, id, grade, score, round)| {
        let name = standard.and_then(|standard| standard.grade_named(grade));
        let name = name.map_or(grade.as_str(), |grade| grade.name.get(call.lang.tag()));
        let score =
            score.as_deref().and_then(|score| Fraction::parse(score).ok()).map(|score| score.rounded(1));
        [
            Cell::link(
                round_of(call, &view.rounds, RoundId(*round), *number),
                paths::assessing::rating(RatingId(*id)),
            ),
            Cell::Text(name.to_owned()),
            Cell::Text(score.unwrap_or_else(|| tr.common_not_yet().into_owned())),
        ]
    });
    Table::new(tr.unit_ratings())
        .column(tr.unit_rating_round())
        .column(tr.unit_rating_grade())
        .numbers(tr.unit_rating_score())
        .rows(rows)
        .or_say(empty(tr.unit_ratings_none()))
}

pub fn ledger(call: &Call<'_>, view: &UnitView) -> Table {
    let tr = call.tr;
    let rows = view.measures.iter().map(|(state, count)| {
        let href = paths::ledger::ledger().asking("unit", &view.unit.code).asking("state", state);
        let href = href.asking("own", "1").asking("counted", "1");
        [
            Cell::link(call.word(&format!("measure-state-{state}")), href.as_str()),
            Counted::new(tr, count, href).into(),
        ]
    });
    Table::new(tr.unit_ledger())
        .column(tr.unit_ledger_state())
        .numbers(tr.unit_ledger_count())
        .rows(rows)
        .or_say(empty(tr.unit_ledger_none()))
}

pub fn visits(view: &UnitView, call: &Call<'_>) -> Timeline {
    Timeline::new(view.visits.iter().map(|visit| Happening {
        when: call.tr.date_short(visit.visited_on),
        datetime: visit.visited_on.to_string(),
        what: visit.tour_purpose.clone(),
        note: Some(format!("{} · {}", visit.leader, visit.summary)),
        state: None,
        href: Some(paths::visits::visit(visit.id)),
    }))
}

/// How far the items of the programme had come when a visit looked at each last.
pub fn progress(call: &Call<'_>, view: &UnitView) -> Option<Table> {
    let tr = call.tr;
    if view.progress.is_empty() {
        return None;
    }
    let order = programme_items(call);
    let place = |subject: &str| order.iter().position(|(key, _)| key == subject).unwrap_or(usize::MAX);
    let mut seen: Vec<_> = view.progress.iter().collect();
    seen.sort_by_key(|one| place(&one.subject));
    let rows = seen.into_iter().map(|one| {
        let words = call.word_of(one.state);
        let state = match one.state {
            Progress::NotBegun => State::not_begun(words),
            Progress::UnderWay => State::under_way(words),
            Progress::Done => State::done(words),
        };
        [
            Cell::Text(item_called(call, &one.subject)),
            state.into(),
            Cell::Text(one.body.clone()),
            Cell::link(tr.date_iso(one.on), paths::visits::visit(one.visit)),
        ]
    });
    Some(
        Table::new(tr.unit_progress())
            .column(tr.visit_item_subject())
            .column(tr.visit_item_progress())
            .column(tr.visit_item_body())
            .column(tr.visits_column_day())
            .rows(rows),
    )
}
