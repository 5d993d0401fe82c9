//! The list: filters stand in the address, pages follow by key.

use crate::{
    call::Call,
    look::{Cell, Choice, Control, Field, Nav, Notice, Paging, Shell, State, Table, Tone},
    reply::{Outcome, page},
};
use askama::Template;
use earnest_app::{LedgerFilter, LedgerLine, ledger_show::show_ledger};
use earnest_model::{
    measure::MeasureState,
    permit::{ActionKind, may_somewhere},
    problem::ProblemState,
};

/// Lines of a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/ledger/ledger.html")]
struct LedgerPage {
    shell: Shell,
    state: Field,
    aspect: Field,
    overdue: bool,
    may_report: bool,
    unit: String,
    table: Table,
    paging: Paging,
}

pub fn ledger(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let states = call.query.all("state").filter_map(|word| MeasureState::parse(word).ok()).collect();
    let aspect = Some(call.query.get("aspect")).filter(|key| !key.is_empty()).map(str::to_owned);
    let overdue = call.query.get("overdue") == "1";
    let filter = LedgerFilter {
        states,
        aspect: aspect.clone(),
        overdue_on: overdue.then_some(call.today),
        after: call.asked("after"),
        limit: call.rows(PAGE),
    };
    let unit = Some(call.query.get("unit")).filter(|code| !code.is_empty());
    let found = show_ledger(&call.context(), unit, filter)?;
    let next =
        found.next.map(|after| format!("/ledger?{}", call.query.with("after", &after.to_string()).encoded()));
    let table = Table::new(tr.ledger_caption(found.unit.name.as_str()))
        .column(tr.ledger_column_measure())
        .column(tr.ledger_column_unit())
        .column(tr.ledger_column_aspect())
        .column(tr.ledger_column_due())
        .column(tr.ledger_column_state())
        .rows(found.lines.iter().map(|line| row(call, line)))
        .or_say(Notice::new(Tone::Empty, tr.ledger_empty()));
    if let Some(file) = call.file("ledger", found.next.is_some(), [&table])? {
        return Ok(file);
    }
    page(&LedgerPage {
        shell: call
            .shell_of_list(Some(Nav::Ledger), tr.ledger_title())
            .lede(tr.ledger_lede(found.unit.name.as_str())),
        state: state_field(call),
        aspect: aspect_field(call, aspect.as_deref()),
        overdue,
        may_report: may_somewhere(ActionKind::ReportProblems, call.actor, call.today),
        unit: unit.unwrap_or_default().to_owned(),
        paging: Paging::new(tr, found.lines.len(), found.total).next(next),
        table,
    })
}

fn row(call: &Call<'_>, line: &LedgerLine) -> [Cell; 5] {
    let measure = &line.measure;
    let due = measure.due_on.map_or(call.word("time-class-standing"), |day| call.tr.date_iso(day));
    let late = measure.is_overdue(call.today);
    [
        Cell::Link(measure.body.clone(), format!("/measures/{}", measure.id)),
        Cell::link(line.unit_name.as_str(), format!("/units/{}", line.unit_code)),
        Cell::Text(call.state.pack.aspect_name(&line.aspect, call.lang.tag()).to_owned()),
        if late { State::trouble(due).into() } else { Cell::Text(due) },
        state(call, line).into(),
    ]
}

/// The state of the measure; that of its problem while it does not count yet.
fn state(call: &Call<'_>, line: &LedgerLine) -> State {
    match line.problem_state {
        ProblemState::Signed => super::measure::state(call, line.measure.state),
        ProblemState::Reported => State::not_begun(call.tr.ledger_unsigned()),
        ProblemState::Returned => State::trouble(call.tr.ledger_returned()),
    }
}

fn state_field(call: &Call<'_>) -> Field {
    let chosen = call.query.get("state");
    let mut choices = vec![Choice::new("", call.tr.ledger_all(), chosen.is_empty())];
    for state in MeasureState::ALL {
        let words = call.word(&format!("measure-state-{}", state.key()));
        choices.push(Choice::new(state.key(), words, chosen == state.key()));
    }
    Field::new("state", call.tr.ledger_column_state(), Control::List(choices)).optional(call.tr)
}

fn aspect_field(call: &Call<'_>, chosen: Option<&str>) -> Field {
    let mut choices = vec![Choice::new("", call.tr.ledger_all(), chosen.is_none())];
    for aspect in &call.state.pack.aspects {
        choices.push(Choice::new(&aspect.key, aspect.name.get(call.lang.tag()), chosen == Some(&aspect.key)));
    }
    Field::new("aspect", call.tr.ledger_column_aspect(), Control::List(choices)).optional(call.tr)
}
