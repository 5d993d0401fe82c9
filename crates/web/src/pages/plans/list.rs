//! The plans of a round: every unit that owes one, with or without.

use super::state::state;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Legend, Nav, Notice, Shell, State, Table, Tone},
    pages::{
        paths,
        shared::choose_round::{which_round, whose},
    },
};
use askama::Template;
use earnest_app::{
    PlanCoverage,
    plans::plans_list::{Plans, list_plans},
};
use earnest_model::{figures::question::malformed, plans::plan::PlanState, programmes::round::RoundState};

#[derive(Template)]
#[template(path = "pages/plans/list.html")]
struct ListPage {
    shell: Shell,
    states: Vec<(String, String, bool)>,
    /// How the plan of the organiser's own leading group stands: words, state, the way to it.
    leaders: Option<(String, State, Option<String>)>,
    table: Table,
    legend: Legend,
    rounds: Vec<(String, String, bool)>,
}

pub fn list(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let plans = list_plans(&call.context(), which_round(call)?)?;
    let known = |word: &str| match word {
        GAP | NONE => Ok(()),
        state if PlanState::parse(state).is_some() => Ok(()),
        other => Err(malformed("state", other)),
    };
    call.choice("state", known)?;
    let wanted = call.query.get("state");
    let shown: Vec<_> = plans.plans.iter().filter(|plan| is_shown(plan, wanted)).collect();
    let lede = match &plans.round {
        Some(found) => tr.plan_list_lede(
            tr.date_long(found.round.plans_due_on),
            whose(call, &found.organiser, found.programme.as_ref()),
            tr.round_name(i64::from(found.round.number), found.round.topic.as_str()),
        ),
        None => tr.round_none().into_owned(),
    };
    let table = call.arranged(table(call, &plans, &shown))?;
    let shell = call.shell_of_list(Some(Nav::Plans), tr.plan_list_title()).lede(lede);
    if let Some(file) = call.file(&shell, ("plans", false), [&table])? {
        return Ok(file);
    }
    page(&ListPage {
        shell,
        leaders: plans.leaders.as_ref().map(|own| leaders(call, &plans, own)),
        states: states(call, &plans),
        table,
        legend: Legend::new(tr),
        rounds: rounds(call, &plans),
    })
}

/// The plan of the organiser's own leading group: told apart, since the counts are of those beneath.
fn leaders(call: &Call<'_>, plans: &Plans, own: &PlanCoverage) -> (String, State, Option<String>) {
    let tr = call.tr;
    let late = plans.round.as_ref().is_some_and(|found| call.today > found.round.plans_due_on);
    let (stands, href) = match &own.plan {
        Some((id, _, found, _)) => (state(call, *found), Some(paths::plans::plan(*id))),
        None if late => (State::trouble(tr.plan_late()), None),
        None => (State::not_begun(tr.board_plan_none()), None),
    };
    (tr.leading_group_of(own.name.as_str()), stands, href)
}

/// What is not approved yet: the gap before the round can be assessed.
const GAP: &str = "gap";
/// No plan at all.
const NONE: &str = "none";

fn is_shown(plan: &PlanCoverage, wanted: &str) -> bool {
    match wanted {
        "" => true,
        GAP => plan.is_waited_for(),
        state => word(plan) == state,
    }
}

/// The word by which the list is narrowed.
fn word(plan: &PlanCoverage) -> &'static str {
    plan.plan.as_ref().map_or(NONE, |(.., state, _)| state.key())
}

/// Every state with how many plans are in it.
fn states(call: &Call<'_>, plans: &Plans) -> Vec<(String, String, bool)> {
    let tr = call.tr;
    let wanted = call.query.get("state");
    let href = |word: &str| paths::plans::plans().asking_all(&call.query.with("state", word));
    let all = (tr.plan_all(plans.plans.len()), href(""), wanted.is_empty());
    let mut ways = vec![all];
    let gap = plans.plans.iter().filter(|plan| is_shown(plan, GAP)).count();
    ways.push((tr.plan_gap(gap), href(GAP), wanted == GAP));
    for word_of in PlanState::ALL.into_iter().map(PlanState::key).chain([NONE]) {
        let count = plans.plans.iter().filter(|plan| word(plan) == word_of).count();
        let name = match word_of {
            NONE => tr.board_plan_none().into_owned(),
            state => call.word(&format!("plan-state-{state}")),
        };
        if count > 0 || wanted == word_of {
            ways.push((tr.plan_state_count(count, name), href(word_of), wanted == word_of));
        }
    }
    ways
}

fn rounds(call: &Call<'_>, plans: &Plans) -> Vec<(String, String, bool)> {
    let link = |found: &earnest_app::programmes::rounds_list::OrganisedRound| {
        let current = plans.round.as_ref().is_some_and(|round| round.round.id == found.round.id);
        let words = call.tr.plan_round_of(
            i64::from(found.round.number),
            whose(call, &found.organiser, found.programme.as_ref()),
        );
        (words, paths::plans::plans().asking("round", found.round.id), current)
    };
    plans.rounds.iter().map(link).collect()
}

fn table(call: &Call<'_>, plans: &Plans, shown: &[&PlanCoverage]) -> Table {
    let (tr, tag) = (call.tr, call.lang.tag());
    let planned = plans.round.as_ref().is_some_and(|found| found.round.state == RoundState::Planned);
    let late = plans.round.as_ref().is_some_and(|found| call.today > found.round.plans_due_on);
    let rows = shown.iter().map(|plan| {
        let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
        let (stands, version, at) = match &plan.plan {
            Some((id, version, found, at)) => (
                if plan.opens {
                    Cell::StateLink(state(call, *found), paths::plans::plan(*id))
                } else {
                    state(call, *found).into()
                },
                Cell::Placed(tr.unit_plan_version(i64::from(*version)), i64::from(*version)),
                Cell::Text(call.moment(at)),
            ),
            None if plan.gone => (State::not_begun(tr.round_session_gone()).into(), dash(), dash()),
            None if late => (State::trouble(tr.plan_late()).into(), dash(), dash()),
            None => (State::not_begun(tr.board_plan_none()).into(), dash(), dash()),
        };
        let name = if plan.gone { tr.round_unit_gone(plan.name.as_str()) } else { plan.name.clone() };
        let unit =
            if plan.opens { Cell::link(name, paths::units::unit(&plan.code)) } else { Cell::Text(name) };
        [unit, Cell::from(call.pack().class_name(&plan.class, tag)), stands, version, at]
    });
    Table::new(tr.plan_list_title())
        .column(tr.board_column_unit())
        .by("unit")
        .column(tr.unit_class())
        .by("class")
        .column(tr.unit_plan_state())
        .by("stand")
        .column(tr.unit_plan_version_head())
        .by("version")
        .column(tr.plan_submitted_at())
        .by("submitted")
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, if planned { tr.plan_none_yet() } else { tr.plan_none() }))
}
