//! A post that leads: its charges, how they stand, and the forms to give one and to end one.

use crate::{
    frame::{
        address::Asking,
        ask::Ask,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Counted, ErrorSummary, Field, Legend, Nav, Notice, Shell, State, Table, Tone},
    pages::{
        duties::show::state,
        paths,
        shared::{
            example,
            measure_state::measure_state,
            unit_field::{unit_asked, unit_field},
        },
    },
};
use askama::Template;
use earnest_app::{
    AppError, Charge, Result, UnitStand,
    duties::{
        charge_give::{ChargeForm, end_charge, give_charge},
        charge_show::{LeaderView, show_leader},
    },
};
use earnest_model::{
    id::PostId, message::FieldErrors, permit::AssignDuty, tasks::task::TaskState, visits::tour::ChargeKind,
};

#[derive(Template)]
#[template(path = "pages/duties/charges/leader.html")]
struct LeaderPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    example: Table,
    /// The duties that the post carries.
    duties: Table,
    /// What it promised in sessions, followed to the closure.
    commitments: Table,
    /// Problems of its portfolio.
    problems: Table,
    /// Measures that it owns.
    owned: Table,
    /// What was directed in its name.
    directed: Table,
    contact: Table,
    portfolio: Table,
    legend: Legend,
    planned: Vec<(String, String, String)>,
    id: PostId,
    give: Vec<Field>,
    end: Vec<Field>,
}

pub(super) fn leader(call: &Call<'_>) -> Outcome {
    let view = show_leader(&call.context(), call.id("id")?)?;
    page(&made(call, &view, [&FieldErrors::new(), &FieldErrors::new()]))
}

fn made(call: &Call<'_>, view: &LeaderView, [giving, ending]: [&FieldErrors; 2]) -> LeaderPage {
    let tr = call.tr;
    let (give, end) = if view.may_charge {
        (give_fields(call, giving), end_fields(call, view, ending))
    } else {
        Default::default()
    };
    let shell = call
        .shell(Some(Nav::Visits), view.post.title.as_str())
        .lede(tr.leader_lede(view.unit.name.as_str()))
        .crumb(view.unit.name.as_str(), Some(&paths::duties::duties(&view.unit.code)));
    let planned = view
        .planned
        .iter()
        .map(|visit| (tr.date_short(visit.days.0), visit.name.clone(), paths::visits::visit(visit.id)));
    LeaderPage {
        shell,
        errors: ErrorSummary::of(tr, give.iter().chain(&end)),
        example: example::table(call, tr.example_own().into_owned(), std::slice::from_ref(&view.example)),
        duties: carried(call, view),
        commitments: commitments(call, view),
        problems: problems(call, view),
        owned: owned(call, view),
        directed: directed(call, view),
        contact: charges(call, view, ChargeKind::Contact),
        portfolio: charges(call, view, ChargeKind::Portfolio),
        legend: Legend::new(tr),
        planned: planned.collect(),
        id: view.post.id,
        give,
        end,
    }
}

/// The duties of the post: the dual one beside the others.
fn carried(call: &Call<'_>, view: &LeaderView) -> Table {
    let tr = call.tr;
    let rows = view.duties.iter().map(|duty| {
        [Cell::Text(call.word_of(duty.kind)), Cell::Text(tr.date_iso(duty.laid_on)), state(call, duty).into()]
    });
    Table::new(tr.leader_duties())
        .column(tr.leader_kind())
        .column(tr.leader_term())
        .column(tr.ledger_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.leader_duties_none()))
}

/// What the post promised in sessions: from the session's record to the problem with its measures.
fn commitments(call: &Call<'_>, view: &LeaderView) -> Table {
    let tr = call.tr;
    let rows = view.commitments.iter().map(|one| {
        let problem = &one.problem;
        let words = call.word_of(problem.state);
        let count = Counted::part(tr, &problem.closed, &problem.measures, paths::ledger::problem(problem.id));
        [
            Cell::link(tr.date_iso(one.held_on), paths::sessions::seminar(one.session)),
            Cell::link(problem.serial.as_str(), paths::ledger::problem(problem.id)),
            if problem.is_closed() { State::done(words) } else { State::under_way(words) }.into(),
            count.into(),
        ]
    });
    Table::new(tr.leader_commitments())
        .column(tr.leader_session())
        .column(tr.problem_serial())
        .column(tr.ledger_column_state())
        .column(tr.ledger_column_closed())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.leader_commitments_none()))
}

/// The problems of the portfolio, followed to the closure.
fn problems(call: &Call<'_>, view: &LeaderView) -> Table {
    let tr = call.tr;
    let rows = view.portfolio.iter().map(|problem| {
        let words = call.word_of(problem.state);
        let count = Counted::part(tr, &problem.closed, &problem.measures, paths::ledger::problem(problem.id));
        [
            Cell::link(problem.serial.as_str(), paths::ledger::problem(problem.id)),
            if problem.is_closed() { State::done(words) } else { State::under_way(words) }.into(),
            count.into(),
        ]
    });
    Table::new(tr.leader_problems())
        .column(tr.problem_serial())
        .column(tr.ledger_column_state())
        .column(tr.ledger_column_closed())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.leader_problems_none()))
}

/// The measures of the own unit that the post owns.
fn owned(call: &Call<'_>, view: &LeaderView) -> Table {
    let tr = call.tr;
    let rows = view.owned.iter().map(|line| {
        let measure = &line.measure;
        let due = measure.due_on.map_or(call.word("time-class-standing"), |day| tr.date_iso(day));
        [
            Cell::link(measure.body.as_str(), paths::ledger::measure(measure.id)),
            if measure.is_overdue(call.today) { State::trouble(due).into() } else { Cell::Text(due) },
            measure_state(call, measure.state).into(),
        ]
    });
    Table::new(tr.leader_owned())
        .column(tr.ledger_column_measure())
        .column(tr.ledger_column_due())
        .column(tr.ledger_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.leader_owned_none()))
}

/// What was directed in the name of the post, and how far it has come.
fn directed(call: &Call<'_>, view: &LeaderView) -> Table {
    let tr = call.tr;
    let rows = view.directed.iter().map(|task| {
        let words = call.word_of(task.state);
        let due = task.due_on.map_or_else(
            || Cell::NotYet(tr.common_not_yet().into_owned()),
            |day| Cell::from(tr.date_iso(day)),
        );
        [
            Cell::link(task.title.as_str(), paths::tasks::task(task.id)),
            Cell::Text(call.word_of(task.kind)),
            Cell::link(task.name.as_str(), paths::units::unit(&task.code)),
            Cell::from(tr.date_iso(task.sent_on)),
            due,
            match task.state {
                TaskState::Done => State::done(words),
                _ if task.is_late(call.today) => State::trouble(words),
                _ => State::under_way(words),
            }
            .into(),
        ]
    });
    Table::new(tr.leader_directed())
        .column(tr.task_about())
        .column(tr.leader_kind())
        .column(tr.ledger_column_unit())
        .column(tr.task_sent())
        .column(tr.task_due())
        .column(tr.ledger_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.leader_directed_none()))
}

fn charges(call: &Call<'_>, view: &LeaderView, kind: ChargeKind) -> Table {
    let tr = call.tr;
    let none = UnitStand::default();
    let of_kind = view.charges.iter().filter(|charge| charge.kind == kind);
    let rows = of_kind.map(|charge| {
        let stand = view.stands.get(&charge.unit).unwrap_or(&none);
        let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
        let late = |count: Counted| match count.value() {
            0 => Cell::from(count),
            _ => Cell::count(count, State::trouble),
        };
        let code = charge.code.as_str();
        let overdue = paths::ledger::ledger().asking("unit", code).asking("overdue", "1");
        let overdue = overdue.asking("own", "1").asking("counted", "1");
        vec![
            Cell::link(charge.name.as_str(), paths::units::unit(code)),
            term(call, charge),
            duties(call, stand),
            plan(call, stand).unwrap_or_else(dash),
            late(Counted::new(tr, &stand.overdue, overdue)),
            late(Counted::closed(tr, &stand.unanswered)),
            stand.visited_on.map_or_else(dash, |day| Cell::from(tr.date_short(day))),
        ]
    });
    Table::new(call.word_of(kind))
        .column(tr.ledger_column_unit())
        .column(tr.leader_term())
        .column(tr.board_column_duties())
        .column(tr.board_column_plan())
        .column(tr.leader_overdue())
        .column(tr.leader_unanswered())
        .column(tr.leader_visited())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.leader_none()))
}

fn term(call: &Call<'_>, charge: &Charge) -> Cell {
    let from = call.tr.date_iso(charge.from);
    match charge.until {
        Some(until) => Cell::from(format!("{from} – {}", call.tr.date_iso(until))),
        None => Cell::from(call.tr.leader_since(from)),
    }
}

fn duties(call: &Call<'_>, stand: &UnitStand) -> Cell {
    let (laid, taken) = &stand.duties;
    let words = Counted::part(call.tr, taken, laid, "").words().to_owned();
    match (laid.value(), taken.value()) {
        (0, _) => Cell::NotYet(call.tr.common_not_yet().into_owned()),
        (laid, taken) if laid == taken => State::done(words).into(),
        (_, 0) => State::trouble(words).into(),
        _ => State::under_way(words).into(),
    }
}

fn plan(call: &Call<'_>, stand: &UnitStand) -> Option<Cell> {
    let state = stand.plan.as_deref()?;
    let word = call.word(&format!("plan-state-{state}"));
    Some(Cell::from(match state {
        "approved" | "approved-with-remarks" => State::done(word),
        "returned" => State::trouble(word),
        _ => State::under_way(word),
    }))
}

fn give_fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let ask = Ask::new(call, errors, "give-");
    let kinds = ask.words("charge-kind", ChargeKind::ALL.iter().map(|kind| kind.key()));
    vec![
        unit_field(call, errors, ("give-unit", "unit"), tr.leader_unit()),
        ask.list("kind", tr.leader_kind(), ChargeKind::Contact.key(), kinds),
        ask.day("from", tr.account_from(), &call.today.to_string()),
        ask.day("until", tr.account_until(), "").optional(tr),
    ]
}

fn end_fields(call: &Call<'_>, view: &LeaderView, errors: &FieldErrors) -> Vec<Field> {
    let ask = Ask::new(call, errors, "end-");
    let held: Vec<_> = view
        .charges
        .iter()
        .filter(|charge| charge.until.is_none_or(|last| call.today <= last))
        .map(|charge| {
            let kind = call.word_of(charge.kind);
            (charge.id.to_string(), format!("{kind} · {}", charge.name))
        })
        .collect();
    if held.is_empty() {
        return Vec::new();
    }
    vec![
        ask.list("charge", call.tr.ledger_column_unit(), "", held),
        ask.day("last", call.tr.account_until(), &call.today.to_string()),
    ]
}

pub(super) fn give(call: &Call<'_>) -> Outcome {
    let (id, form): (PostId, _) = (call.id("id")?, call.form);
    let given = unit_asked::<AssignDuty>(call, ("give-unit", "unit")).and_then(|unit| {
        let (kind, from, until) = (form.get("give-kind"), form.get("give-from"), form.get("give-until"));
        give_charge(&call.context(), id, ChargeForm { unit: &unit, kind, from, until }).map(|_| ())
    });
    done(call, id, given, |errors| [errors, FieldErrors::new()])
}

pub(super) fn end(call: &Call<'_>) -> Outcome {
    let id: PostId = call.id("id")?;
    let charge = call.form.get("end-charge").parse().map_err(|_| AppError::NotFound)?;
    let ended = end_charge(&call.context(), id, charge, call.form.get("end-last"));
    done(call, id, ended, |errors| [FieldErrors::new(), errors])
}

fn done(
    call: &Call<'_>,
    id: PostId,
    result: Result<()>,
    place: impl FnOnce(FieldErrors) -> [FieldErrors; 2],
) -> Outcome {
    after_form(
        result,
        |()| see(paths::duties::leader(id).asking("done", "1")),
        |errors| {
            let view = show_leader(&call.context(), id)?;
            form_again(&made(call, &view, place(errors).each_ref()))
        },
    )
}
