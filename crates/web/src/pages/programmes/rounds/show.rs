//! A round's page: its days, its standard, how the plans stand, and what it needs to move on.

use super::state::state;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page, see},
    },
    look::{Cell, Counted, Figure, Figures, Nav, Notice, Shell, State, Table, Tone},
    pages::{paths, shared::burden::panel},
};
use askama::Template;
use earnest_app::{
    burden::burden_weigh::Issue,
    programmes::{
        round_advance::advance_round,
        round_show::{RoundView, show_round},
    },
};
use earnest_model::{
    burden::budget::Kind,
    figures::count::Count,
    figures::figure::Traced,
    plans::plan::PlanState,
    programmes::round::{Gate, RoundState},
};

#[derive(Template)]
#[template(path = "pages/programmes/rounds/round.html")]
struct RoundPage {
    shell: Shell,
    state: State,
    programme: (String, String),
    calendar: Option<String>,
    gates: Option<Table>,
    taken_up: Option<TakenUp>,
    facts: Vec<(String, String)>,
    standard: Option<(String, String)>,
    plans: Option<Figures>,
    ways: Vec<(String, String)>,
    /// Address and words of the button that moves the round on.
    advance: Option<(String, String)>,
    blocked: Option<Notice>,
    asks: Option<Notice>,
}

/// Which direct subordinates have taken up all their duties, and which have not.
struct TakenUp {
    lede: String,
    table: Table,
}

pub fn show(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_round(&call.context(), call.id("id")?)?;
    let round = &view.round;
    let mut shell = call
        .shell(Some(Nav::Rounds), tr.round_name(i64::from(round.number), round.topic.as_str()))
        .lede(tr.round_of(view.organiser.name.as_str()))
        .crumb(tr.round_list_title(), Some(&paths::programmes::rounds()));
    if call.query.get("done") == "calendar" {
        shell = shell.notice(Notice::new(Tone::Done, tr.round_calendar_done()));
    }
    let facts = [
        (tr.round_opens(), round.opens_on),
        (tr.round_plans_due(), round.plans_due_on),
        (tr.round_ends(), round.ends_on),
    ];
    let (advance, blocked) = next(call, &view);
    page(&RoundPage {
        state: state(call, round.state),
        programme: (paths::programmes::programme(view.programme.id), view.programme.title.clone()),
        calendar: view.may_reschedule.then(|| paths::programmes::calendar(round.id)),
        gates: gates(call, &view),
        taken_up: taken_up(call, &view),
        facts: facts.into_iter().map(|(term, day)| (term.into_owned(), tr.date_long(day))).collect(),
        standard: view.standard.as_ref().map(|standard| {
            let words =
                tr.round_standard_version(tr.date_words(standard.published_on), i64::from(standard.version));
            (paths::programmes::standard(standard.id), words)
        }),
        asks: matches!(view.next, Some(Ok(RoundState::Open)))
            .then(|| panel(call, &view.organiser.code, &Issue::to_children(Kind::Plan, round.opens_on)))
            .flatten(),
        // Whoever may read no plan is not led to any.
        plans: (!view.plans.is_empty()).then(|| plans(call, &view)),
        ways: ways(call, &view),
        advance,
        blocked,
        shell,
    })
}

/// What the round needs, step by step, and whether it is there.
fn gates(call: &Call<'_>, view: &RoundView) -> Option<Table> {
    let (tr, (found, figures), round) = (call.tr, view.gates.as_ref()?, &view.round);
    let code = view.organiser.code.as_str();
    let opens = |figure: &Traced| paths::figures::traced(figure, code, code);
    let rows = Gate::ALL.into_iter().map(|gate| {
        let (step, count, href) = match gate {
            Gate::Standard => {
                (RoundState::Open, None, view.standard.as_ref().map(|s| paths::programmes::standard(s.id)))
            }
            Gate::Plans => {
                let count = Counted::part(tr, &figures.approved, &figures.due, opens(&figures.approved));
                (
                    RoundState::Assessing,
                    Some(count),
                    Some(paths::plans::plans().asking("round", round.id).asking("state", "gap")),
                )
            }
            Gate::Ratings => {
                let rated = Counted::new(tr, &figures.rated, opens(&figures.rated));
                let rated = Some(rated).filter(|_| found.units_rated > 0);
                (RoundState::Circulated, rated, Some(paths::assessing::ratings().asking("round", round.id)))
            }
            Gate::Circular => (RoundState::Circulated, None, Some(paths::circulars::circulars())),
        };
        let open = found.is_open(gate);
        let word = match (&count, open) {
            (Some(count), _) => count.words().to_owned(),
            (None, true) => tr.round_gate_open().into_owned(),
            (None, false) => tr.round_gate_shut().into_owned(),
        };
        let state = match (open, gate) {
            (true, _) => State::done(word),
            (false, Gate::Plans) if found.plans_approved > 0 => State::under_way(word),
            (false, _) => State::not_begun(word),
        };
        let state = count.map_or(Cell::State(state.clone()), |count| Cell::CountState(state, count));
        let name = call.word_of(gate);
        let name = match href {
            Some(href) => Cell::Link(name, href),
            None => Cell::Text(name),
        };
        [name, state, Cell::Text(call.word_of(step))]
    });
    let table = Table::new(tr.round_gates())
        .column(tr.round_gate())
        .column(tr.round_state())
        .column(tr.round_gate_for());
    Some(table.rows(rows))
}

/// Of every direct subordinate with duties whether it took them all up, those that did not first.
fn taken_up(call: &Call<'_>, view: &RoundView) -> Option<TakenUp> {
    let (tr, units) = (call.tr, view.taken_up.as_ref()?);
    let (whole, open): (Vec<_>, Vec<_>) = units.iter().partition(|unit| unit.is_whole());
    let rows = open.iter().chain(&whole).map(|unit| {
        let words = tr.round_duties_of(unit.acknowledged, unit.laid);
        let state = if unit.is_whole() { State::done(words) } else { State::trouble(words) };
        [Cell::link(unit.name.as_str(), paths::units::unit(&unit.code)), state.into()]
    });
    let table = Table::new(tr.round_duties())
        .column(tr.board_column_unit())
        .column(tr.round_duties_taken_up())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.round_duties_none()));
    let count = Counted::part_beside(tr, &Count::of(&whole), &Count::of(units));
    Some(TakenUp { lede: tr.round_duties_lede(count.words()), table })
}

/// How the plans stand, in four counts, each the way to its list.
fn plans(call: &Call<'_>, view: &RoundView) -> Figures {
    let tr = call.tr;
    let all = Count::of(&view.plans);
    let of_state = |state: Option<PlanState>| {
        Count::of_those(&view.plans, |plan| plan.plan.as_ref().map(|(.., state, _)| *state) == state)
    };
    let href = |state: &str| paths::plans::plans().asking("round", view.round.id).asking("state", state);
    let shown = [
        Some(PlanState::Approved),
        Some(PlanState::ApprovedWithRemarks),
        Some(PlanState::Submitted),
        Some(PlanState::Returned),
        None,
    ];
    Figures::new(shown.into_iter().map(|state| {
        let words = match state {
            Some(state) => call.word_of(state),
            None => tr.board_plan_none().into_owned(),
        };
        let records = href(state.map_or("none", PlanState::key));
        Figure::of(&Counted::part(tr, &of_state(state), &all, records), words)
    }))
}

fn ways(call: &Call<'_>, view: &RoundView) -> Vec<(String, String)> {
    let (tr, round) = (call.tr, &view.round);
    let may_see_board = !view.plans.is_empty();
    let mut ways = Vec::new();
    if may_see_board {
        ways.push((paths::plans::plans().asking("round", round.id), tr.round_to_plans().into_owned()));
    }
    ways.push((paths::draws::draws(), tr.round_to_draws().into_owned()));
    ways.push((paths::circulars::circulars(), tr.round_to_circulars().into_owned()));
    ways
}

type Next = (Option<(String, String)>, Option<Notice>);

fn next(call: &Call<'_>, view: &RoundView) -> Next {
    match &view.next {
        None => (None, None),
        Some(Ok(next)) => {
            let word = call.word_of(next);
            (Some((paths::programmes::advance(view.round.id), call.tr.round_advance(word))), None)
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
    see(paths::programmes::round(id))
}
