//! A round's page: its days, its standard, how the plans stand, and what it needs to move on.

use super::state;
use crate::{
    call::Call,
    look::{Figure, Figures, Nav, Notice, Shell, State, Tone},
    pages::burden::panel,
    reply::{Outcome, page, see},
};
use askama::Template;
use earnest_app::{
    burden_weigh::Issue,
    round_advance::advance_round,
    round_show::{RoundView, show_round},
};
use earnest_model::{burden::Kind, plan::PlanState, round::RoundState};

#[derive(Template)]
#[template(path = "pages/rounds/round.html")]
struct RoundPage {
    shell: Shell,
    state: State,
    facts: Vec<(String, String)>,
    standard: Option<(String, String)>,
    plans: Figures,
    ways: Vec<(String, String)>,
    /// Address and words of the button that moves the round on.
    advance: Option<(String, String)>,
    blocked: Option<Notice>,
    asks: Option<Notice>,
}

pub fn show(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_round(&call.context(), call.id("id")?)?;
    let round = &view.round;
    let shell = call
        .shell(Some(Nav::Rounds), tr.round_name(i64::from(round.number), round.topic.as_str()))
        .lede(tr.round_of(view.organiser.name.as_str()))
        .crumb(tr.round_list_title(), Some("/rounds"));
    let facts = [
        (tr.round_opens(), round.opens_on),
        (tr.round_plans_due(), round.plans_due_on),
        (tr.round_ends(), round.ends_on),
    ];
    let (advance, blocked) = next(call, &view);
    page(&RoundPage {
        state: state(call, round.state),
        facts: facts.into_iter().map(|(term, day)| (term.into_owned(), tr.date_long(day))).collect(),
        standard: view.standard.as_ref().map(|standard| {
            let words =
                tr.round_standard_version(tr.date_words(standard.published_on), i64::from(standard.version));
            (format!("/standards/{}", standard.id), words)
        }),
        asks: matches!(view.next, Some(Ok(RoundState::Open)))
            .then(|| panel(call, &view.organiser.code, &Issue::to_children(Kind::Plan, round.opens_on)))
            .flatten(),
        plans: plans(call, &view),
        ways: ways(call, &view),
        advance,
        blocked,
        shell,
    })
}

/// How the plans stand, in four counts, each the way to its list.
fn plans(call: &Call<'_>, view: &RoundView) -> Figures {
    let tr = call.tr;
    let count = |state: Option<PlanState>| {
        view.plans.iter().filter(|plan| plan.plan.as_ref().map(|(.., state, _)| *state) == state).count()
    };
    let href = |state: &str| format!("/plans?round={}&state={state}", view.round.id);
    let shown = [
        Some(PlanState::Approved),
        Some(PlanState::ApprovedWithRemarks),
        Some(PlanState::Submitted),
        Some(PlanState::Returned),
        None,
    ];
    Figures::new(shown.into_iter().map(|state| {
        let words = match state {
            Some(state) => call.word(&format!("plan-state-{}", state.key())),
            None => tr.board_plan_none().into_owned(),
        };
        let value = tr.ratio(count(state), view.plans.len());
        Figure::new(value, words, href(state.map_or("none", PlanState::key)))
    }))
}

fn ways(call: &Call<'_>, view: &RoundView) -> Vec<(String, String)> {
    let (tr, round) = (call.tr, &view.round);
    let may_see_board = !view.plans.is_empty();
    let mut ways = Vec::new();
    if may_see_board {
        ways.push((format!("/plans?round={}", round.id), tr.round_to_plans().into_owned()));
    }
    ways.push(("/draws".to_owned(), tr.round_to_draws().into_owned()));
    ways.push(("/circulars".to_owned(), tr.round_to_circulars().into_owned()));
    ways
}

type Next = (Option<(String, String)>, Option<Notice>);

fn next(call: &Call<'_>, view: &RoundView) -> Next {
    match &view.next {
        None => (None, None),
        Some(Ok(next)) => {
            let word = call.word(&format!("round-state-{}", next.key()));
            (Some((format!("/rounds/{}/advance", view.round.id), call.tr.round_advance(word))), None)
        }
        Some(Err(why)) => {
            let notice = Notice::new(Tone::Loading, call.tr.round_not_yet()).text(call.words(why));
            (None, Some(notice))
        }
    }
}

pub fn advance(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    advance_round(&call.context(), id)?;
    see(format!("/rounds/{id}"))
}
