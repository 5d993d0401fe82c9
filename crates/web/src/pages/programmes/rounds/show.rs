//! A round's page: its days, its standard, how the plans stand, and what it needs to move on.

use super::{gates, state::state};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
        weighed::Weighed,
    },
    look::{Cell, Counted, Figure, Figures, Nav, Notice, Shell, State, Table, Tone},
    pages::{
        paths,
        shared::{burden::panel, exceptions::sentences},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    burden::burden_weigh::Issue,
    programmes::{
        gate_open::open_gate,
        round_advance::advance_round,
        round_file::may_take_file,
        round_reopen::reopen_round,
        round_show::{RoundView, show_round},
        session_excuse::excuse_session,
    },
    units::register_load::{Running, Turns},
};
use earnest_model::{
    burden::budget::Kind,
    figures::count::Count,
    id::RoundId,
    message::FieldErrors,
    permit::{ActionKind, may_somewhere},
    plans::plan::PlanState,
    programmes::round::RoundState,
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
    /// Of each class how many were observed, and how many are to be.
    coverage: Option<Table>,
    /// What became of the session of every unit that owes one.
    sessions: Option<gates::Sessions>,
    exceptions: Vec<String>,
    /// What is lost by moving on, told before the button.
    lost: Option<Notice>,
    forms: Vec<gates::ReasonForm>,
    facts: Vec<(String, String)>,
    standard: Option<(String, String)>,
    plans: Option<Figures>,
    ways: Vec<(String, String)>,
    /// Address and words of the button that moves the round on.
    advance: Option<(String, String)>,
    blocked: Option<Notice>,
    /// The way to its file, or why there is none yet; for whoever may take it.
    file: Option<Result<String, String>>,
    asks: Option<Notice>,
}

/// Which direct subordinates have taken up all their duties, and which have not.
struct TakenUp {
    lede: String,
    table: Table,
}

pub fn show(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

/// The page; with what is wrong with one of its forms.
fn page_of(call: &Call<'_>, id: RoundId, errors: &FieldErrors) -> Result<RoundPage, Fault> {
    let tr = call.tr;
    let view = show_round(&call.context(), id)?;
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
    Ok(RoundPage {
        state: state(call, round.state),
        programme: (paths::programmes::programme(view.programme.id), view.programme.title.clone()),
        calendar: view.may_reschedule.then(|| paths::programmes::calendar(round.id)),
        gates: gates::table(call, &view),
        coverage: gates::coverage(call, &view),
        sessions: gates::sessions(call, &view),
        exceptions: sentences(call, &view.exceptions),
        lost: gates::lost(call, &view),
        forms: gates::forms(call, &view, errors),
        taken_up: taken_up(call, &view),
        facts: facts.into_iter().map(|(term, day)| (term.into_owned(), tr.date_long(day))).collect(),
        standard: view.standard.as_ref().map(|standard| {
            let words =
                tr.round_standard_version(tr.date_words(standard.published_on), i64::from(standard.version));
            (paths::programmes::standard(standard.id), words)
        }),
        asks: matches!(view.next, Some(Ok(RoundState::Open)))
            .then(|| panel(call, &view.organiser.code, &Issue::to_children(Kind::Plan, call.today)))
            .flatten(),
        // Whoever may read no plan is not led to any.
        plans: (!view.plans.is_empty()).then(|| plans(call, &view)),
        ways: ways(call, &view),
        advance,
        blocked,
        file: file(call, id)?,
        shell,
    })
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
    let leads = view.gates.as_ref().is_some_and(|(_, figures)| figures.leaders.is_some());
    if leads
        && round.takes_assessment().is_ok()
        && may_somewhere(ActionKind::HearLeaders, call.actor, call.today)
    {
        ways.push((paths::assessing::leaders(round.id), tr.leading_group_to_hear().into_owned()));
    }
    let of = |list: String| list.asking("programme", round.programme);
    ways.push((of(paths::draws::draws()), tr.round_to_draws().into_owned()));
    ways.push((of(paths::circulars::circulars()), tr.round_to_circulars().into_owned()));
    ways
}

/// The way to the round's file.
fn file(call: &Call<'_>, id: RoundId) -> Result<Option<Result<String, String>>, AppError> {
    match may_take_file(&call.context(), id) {
        Ok(()) => Ok(Some(Ok(paths::programmes::round_file(id)))),
        Err(AppError::Refused(message)) => Ok(Some(Err(call.words(&message)))),
        Err(AppError::NotFound | AppError::Denied(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
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
            let first = call.words(why);
            let next = view.round.state.next();
            let mut told = next.map_or(Vec::new(), |next| gates::missing(call, view, next));
            // What no gate asks for, such as a day that has not come, is told by itself.
            if !told.contains(&first) {
                told.insert(0, first);
            }
            let notice = Notice::new(Tone::Loading, call.tr.round_not_yet()).text(told.join(" "));
            (None, Some(notice))
        }
    }
}

/// What follows from moving on.
pub fn weigh_advance(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let (id, tr) = (call.id("id")?, call.tr);
    let view = show_round(&call.context(), id)?;
    let Some(Ok(next)) = view.next else { return Ok(None) };
    let mut follows = match next {
        RoundState::Open => vec![tr.sure_open().into_owned()],
        RoundState::Assessing => vec![tr.sure_assess().into_owned()],
        RoundState::Circulated => vec![tr.sure_circulated().into_owned()],
        RoundState::Closed => vec![tr.sure_closed().into_owned()],
        RoundState::Planned | RoundState::CalledOff => Vec::new(),
    };
    let mut missing: Vec<_> = gates::lost(call, &view).map(|notice| notice.words()).into_iter().collect();
    missing.extend(gates::missing(call, &view, next));
    follows.extend(at_hand_then(call, &view, next));
    let name = tr.round_name(i64::from(view.round.number), view.round.topic.as_str());
    let (now, unit) = (call.word_of(view.round.state), view.organiser.name.as_str());
    follows.insert(0, tr.sure_round_is(call.word_of(next), name, now, unit));
    Ok(Some(Weighed {
        title: tr.round_advance(call.word_of(next)),
        follows,
        missing,
        never: vec![tr.sure_advance_never().into_owned()],
        digits: None,
        back: paths::programmes::round(id),
    }))
}

/// What opening or closing the round changes for whoever has not chosen a programme: where the pages begin that name none. Of other
/// units beneath that organise something themselves nothing changes.
fn at_hand_then(call: &Call<'_>, view: &RoundView, next: RoundState) -> Option<String> {
    let turns = match next {
        RoundState::Open => Turns::Opens,
        RoundState::Closed if !view.under_way_beside => Turns::Rests,
        _ => return None,
    };
    let (home, of) = (view.organiser.target().span, view.round.programme);
    let (before, after) = call.known.unchosen_after(home, (of, turns), call.today);
    let key = |one: Option<&Running>| one.map(|one| one.programme);
    if (key(before), turns) == (key(after), Turns::Rests) || call.known.programmes_of(home).len() < 2 {
        return None;
    }
    let (tr, title) = (call.tr, |one: &Running| one.title.clone());
    Some(match (before, after) {
        (Some(before), Some(after)) if key(Some(before)) == key(Some(after)) => {
            tr.sure_at_hand_stays(title(after))
        }
        (Some(before), Some(after)) => tr.sure_at_hand_moves(title(after), title(before)),
        (None, Some(after)) => tr.sure_at_hand_parts(title(after)),
        (_, None) => return None,
    })
}

pub fn advance(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    advance_round(&call.context(), id)?;
    see(paths::programmes::round(id))
}

/// Excuses a unit from its session.
pub fn excuse(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let (unit, reason) = (call.form.get("unit"), call.form.get("excuse-reason"));
    answered(call, id, "excuse-reason", excuse_session(&call.context(), id, unit, reason))
}

/// Opens a gate without its condition.
pub fn open(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let (gate, reason) = (call.form.get("gate"), call.form.get("gate-reason"));
    answered(call, id, "gate-reason", open_gate(&call.context(), id, gate, reason))
}

/// Moves the round back.
pub fn reopen(call: &Call<'_>) -> Outcome {
    let id = call.id("id")?;
    let done = reopen_round(&call.context(), id, call.form.get("reopen-reason"));
    answered(call, id, "reopen-reason", done.map(|_| ()))
}

/// The round's page; with the fault at the field of the form that was sent.
fn answered(call: &Call<'_>, id: RoundId, field: &str, done: Result<(), AppError>) -> Outcome {
    after_form(
        done,
        |()| see(paths::programmes::round(id)),
        |errors| {
            let mut keyed = FieldErrors::new();
            for (name, message) in errors.iter() {
                keyed.add(if name == "reason" { field.to_owned() } else { name.to_owned() }, message.clone());
            }
            form_again(&page_of(call, id, &keyed)?)
        },
    )
}
