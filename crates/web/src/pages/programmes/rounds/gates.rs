//! The gates of a round on its page: what it needs and has, what was done without it, and the forms that do so.

use crate::{
    frame::{address::Asking, call::Call},
    look::{Amount, Cell, Choice, Control, Counted, Field, Notice, State, Table, Tone},
    pages::{paths, shared::lost::lost_words},
};
use earnest_app::programmes::round_show::{OwingUnit, RoundView};
use earnest_model::{
    figures::{count::Count, figure::Traced},
    message::FieldErrors,
    programmes::{gates::Gate, round::RoundState},
};

/// A form that asks for a reason.
pub struct ReasonForm {
    /// Its heading.
    pub title: String,
    /// What it does.
    pub why: String,
    /// Where it goes.
    pub action: String,
    /// Its button.
    pub act: String,
    /// What it carries besides: name and value.
    pub hidden: Option<(&'static str, &'static str)>,
    /// Its questions.
    pub fields: Vec<Field>,
}

/// The sessions of the units that owe one.
pub struct Sessions {
    /// How many are held or excused.
    pub lede: String,
    /// Unit by unit, the missing ones first.
    pub table: Table,
}

/// What the round needs, step by step, and whether it is there.
pub fn table(call: &Call<'_>, view: &RoundView) -> Option<Table> {
    let tr = call.tr;
    view.gates.as_ref()?;
    let rows = Gate::ALL.iter().map(|gate| row(call, view, *gate));
    let table = Table::new(tr.round_gates())
        .column(tr.round_gate())
        .column(tr.round_state())
        .column(tr.round_gate_for());
    Some(table.rows(rows.flatten()))
}

fn row(call: &Call<'_>, view: &RoundView, gate: Gate) -> Option<[Cell; 3]> {
    let (tr, (found, figures)) = (call.tr, view.gates.as_ref()?);
    let (count, href) = evidence(call, view, gate)?;
    let word = match (&count, found.is_met(gate), found.is_open(gate)) {
        (_, false, true) => tr.round_gate_without().into_owned(),
        (Some(count), ..) => count.words().to_owned(),
        (None, true, _) => tr.round_gate_open().into_owned(),
        (None, false, _) => tr.round_gate_shut().into_owned(),
    };
    let begun = count.as_ref().is_some_and(|count| count.value() > 0);
    // Who was closed or went elsewhere counts among those that owed, and nobody waits for it: the word says why the gate is open.
    let gone = match gate {
        Gate::Plans => figures.owing.iter().filter(|unit| unit.is_without_plan()).count(),
        Gate::Sessions => figures.owing.iter().filter(|unit| unit.is_gone()).count(),
        _ => 0,
    };
    let state = match (found.is_met(gate), found.is_open(gate)) {
        (true, _) => State::done(word),
        (false, true) => State::trouble(word),
        (false, false) if begun => State::under_way(word),
        (false, false) => State::not_begun(word),
    };
    let state = match count {
        Some(count) if found.is_met(gate) || !found.is_open(gate) => Cell::CountState(state, count),
        _ => Cell::State(state),
    };
    let name = match gone {
        0 => call.word_of(gate),
        gone => tr.round_gate_gone(gone, call.word_of(gate)),
    };
    // The counts are of the units beneath; what the organiser's own leading group lacks keeps the gate shut as well.
    let lacks = figures.leaders.as_ref().is_some_and(|unit| match gate {
        Gate::Plans => !unit.planned && !unit.gone,
        Gate::Sessions => unit.is_missing(),
        _ => false,
    });
    let name = if lacks { tr.round_gate_leaders(name) } else { name };
    let name = match href {
        Some(href) => Cell::Link(name, href),
        None => Cell::Text(name),
    };
    let step = RoundState::ALL.into_iter().find(|state| state.asks_for().is_some_and(|last| gate <= last))?;
    Some([name, state, Cell::Text(call.word_of(step))])
}

/// What there is of what a gate asks for: the count, where there is one, and the way to its records.
fn evidence(call: &Call<'_>, view: &RoundView, gate: Gate) -> Option<(Option<Counted>, Option<String>)> {
    let (tr, (found, figures), round) = (call.tr, view.gates.as_ref()?, &view.round);
    let code = view.organiser.code.as_str();
    let opens = |figure: &Traced| paths::figures::traced(figure, code, code);
    let of = |list: String| list.asking("programme", round.programme);
    Some(match gate {
        Gate::Standard => (None, view.standard.as_ref().map(|s| paths::programmes::standard(s.id))),
        Gate::Plans => {
            let count = Counted::part(tr, &figures.approved, &figures.due, opens(&figures.approved));
            let gap = paths::plans::plans().asking("round", round.id).asking("state", "gap");
            (Some(count), Some(gap))
        }
        Gate::Sessions => {
            let there = Count::of_those(&figures.owing, OwingUnit::is_there);
            let count = Counted::part_beside(tr, &there, &Count::of(&figures.owing));
            (found.opened.then_some(count), found.opened.then(|| "#sessions".to_owned()))
        }
        Gate::Observers => {
            let there = Count::of_those(&figures.coverage, |class| !class.is_short());
            let count = Counted::part_beside(tr, &there, &Count::of(&figures.coverage));
            (found.opened.then_some(count), found.opened.then(|| "#observers".to_owned()))
        }
        Gate::Draw => (None, Some(of(paths::draws::draws()))),
        Gate::Materials => {
            let count = Counted::part(tr, &figures.assessed, &figures.checks, opens(&figures.assessed));
            (found.drawn.then_some(count), None)
        }
        Gate::Ratings => {
            let rated = Counted::new(tr, &figures.rated, opens(&figures.rated));
            let rated = Some(rated).filter(|_| found.units_rated > 0);
            (rated, Some(paths::assessing::ratings().asking("round", round.id)))
        }
        Gate::Circular => (None, Some(of(paths::circulars::circulars()))),
    })
}

/// Of each class how many were observed, and how many the standard wants; who is excused owes nothing.
pub fn coverage(call: &Call<'_>, view: &RoundView) -> Option<Table> {
    let (tr, (_, figures)) = (call.tr, view.gates.as_ref()?);
    let rows = figures.coverage.iter().map(|class| {
        let observed = Count::of_those(&class.units, |unit| unit.observed);
        let count = Counted::part_beside(tr, &observed, &Count::of(&class.units));
        let words = count.words().to_owned();
        let state = if class.is_short() { State::trouble(words) } else { State::done(words) };
        let name = call.pack().class_name(&class.class, call.lang.tag());
        [
            Cell::from(if class.leads { tr.leading_group_of(name) } else { name.to_owned() }),
            Cell::CountState(state, count),
            Amount::asked(tr, class.asked).into(),
        ]
    });
    let table = Table::new(tr.round_coverage())
        .column(tr.draw_class())
        .column(tr.round_coverage_observed())
        .numbers(tr.round_coverage_asked());
    (!figures.coverage.is_empty()).then(|| table.rows(rows))
}

/// What became of the session of every unit that owes one, the missing ones first.
pub fn sessions(call: &Call<'_>, view: &RoundView) -> Option<Sessions> {
    let (tr, (_, figures)) = (call.tr, view.gates.as_ref()?);
    if figures.owing.is_empty() && figures.leaders.is_none() {
        return None;
    }
    let (there, away): (Vec<_>, Vec<_>) = figures.owing.iter().partition(|unit| unit.is_there());
    let (gone, missing): (Vec<_>, Vec<_>) = away.into_iter().partition(|unit| unit.gone);
    let leaders: Vec<_> = figures.leaders.iter().collect();
    let rows = leaders.iter().chain(&missing).chain(&gone).chain(&there).map(|unit| {
        [
            // The organiser's own leading group, by the same rules, is told apart from those that the counts are of.
            if unit.leads {
                Cell::link(tr.leading_group_of(unit.name.as_str()), paths::units::unit(&unit.code))
            } else if unit.gone {
                // The page of a unit that stands elsewhere is not open to everybody who reads this one.
                Cell::Text(tr.round_unit_gone(unit.name.as_str()))
            } else {
                Cell::link(unit.name.as_str(), paths::units::unit(&unit.code))
            },
            session(call, unit).into(),
            if unit.observed {
                State::done(tr.round_session_observed()).into()
            } else {
                State::not_begun(tr.round_session_unobserved()).into()
            },
        ]
    });
    let table = Table::new(tr.round_sessions())
        .column(tr.board_column_unit())
        .column(tr.board_column_seminar())
        .column(tr.board_column_observation())
        .rows(rows);
    let count = Counted::part_beside(tr, &Count::of(&there), &Count::of(&figures.owing));
    Some(Sessions { lede: tr.round_sessions_lede(count.words()), table })
}

fn session(call: &Call<'_>, unit: &OwingUnit) -> State {
    let tr = call.tr;
    match (unit.held, unit.excused) {
        (false, false) if unit.gone => State::not_begun(tr.round_session_gone()),
        (true, _) => State::done(tr.round_session_held()),
        (false, true) => State::under_way(tr.round_session_excused()),
        (false, false) => State::trouble(tr.round_session_missing()),
    }
}

/// What is not there of all that a step asks for, in words.
pub fn missing(call: &Call<'_>, view: &RoundView, next: RoundState) -> Vec<String> {
    let (Some((found, _)), Some(last)) = (&view.gates, next.asks_for()) else { return Vec::new() };
    found.all_missing(last).iter().map(|message| call.words(message)).collect()
}

/// What is lost by moving on, told before the button.
pub fn lost(call: &Call<'_>, view: &RoundView) -> Option<Notice> {
    let (lost, (_, figures)) = (view.lost.as_ref()?, view.gates.as_ref()?);
    let words = lost_words(call, lost, figures);
    Some(Notice::new(Tone::Error, call.tr.round_lost()).text(words.join(" ")))
}

/// The forms that do something otherwise: each asks for a reason, which is published.
pub fn forms(call: &Call<'_>, view: &RoundView, errors: &FieldErrors) -> Vec<ReasonForm> {
    let mut forms = Vec::new();
    if let Some((found, figures)) = view.gates.as_ref().filter(|_| view.may_except) {
        let owing = figures.owing.iter().chain(&figures.leaders);
        let missing: Vec<_> = owing.filter(|unit| unit.is_missing()).collect();
        if !missing.is_empty() {
            forms.push(excuse(call, view, &missing, errors));
        }
        let shut = Gate::ALL.iter().find(|gate| found.may_waive(**gate).is_ok());
        forms.extend(shut.map(|gate| open(call, view, *gate, errors)));
    }
    forms.extend(view.back.map(|back| reopen(call, view, back, errors)));
    forms
}

fn reason(call: &Call<'_>, name: &'static str, errors: &FieldErrors) -> Field {
    Field::line(name, call.tr.round_reason())
        .value(call.form.get(name))
        .help(call.tr.round_reason_help())
        .error(call.fault(errors, name))
}

fn excuse(call: &Call<'_>, view: &RoundView, missing: &[&OwingUnit], errors: &FieldErrors) -> ReasonForm {
    let tr = call.tr;
    let asked = call.form.get("unit");
    let units = missing.iter().map(|unit| {
        Choice::new(unit.code.as_str(), format!("{} {}", unit.code, unit.name), unit.code == asked)
    });
    let none = Choice::new("", tr.problem_choose(), asked.is_empty());
    let units = std::iter::once(none).chain(units);
    let unit = Field::new("unit", tr.board_column_unit(), Control::List(units.collect()))
        .error(call.fault(errors, "unit"));
    ReasonForm {
        title: tr.round_excuse().into_owned(),
        why: tr.round_excuse_why().into_owned(),
        action: paths::programmes::excuse(view.round.id),
        act: tr.round_excuse_act().into_owned(),
        hidden: None,
        fields: vec![unit, reason(call, "excuse-reason", errors)],
    }
}

fn open(call: &Call<'_>, view: &RoundView, gate: Gate, errors: &FieldErrors) -> ReasonForm {
    let tr = call.tr;
    ReasonForm {
        title: tr.round_open_gate(call.word_of(gate)),
        why: tr.round_open_gate_why().into_owned(),
        action: paths::programmes::open_gate(view.round.id),
        act: tr.round_open_gate_act().into_owned(),
        hidden: Some(("gate", gate.key())),
        fields: vec![reason(call, "gate-reason", errors)],
    }
}

fn reopen(call: &Call<'_>, view: &RoundView, back: RoundState, errors: &FieldErrors) -> ReasonForm {
    let tr = call.tr;
    ReasonForm {
        title: tr.round_reopen(call.word_of(back)),
        why: tr.round_reopen_why().into_owned(),
        action: paths::programmes::reopen(view.round.id),
        act: tr.round_reopen_act().into_owned(),
        hidden: None,
        fields: vec![reason(call, "reopen-reason", errors)],
    }
}
