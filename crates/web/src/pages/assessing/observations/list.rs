//! Who listens in where: the units concerned see who comes, the people sent see where they are expected.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Nav, Notice, Paging, Shell, State, Table, Tone},
};
use askama::Template;
use earnest_app::assessing::observations_list::{ObservationLine, list_observations};
use earnest_model::{
    assessing::observation::ObservationState,
    permit::{ActionKind, may_somewhere},
};

/// Observations on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/assessing/observations/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    sends: bool,
    listens: bool,
    paging: Option<Paging>,
}

pub(super) fn observations(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = list_observations(&call.context(), call.asked("before"), call.rows(PAGE))?;
    let table = table(call, &list.lines);
    if let Some(file) = call.file("observations", list.next.is_some(), [&table])? {
        return Ok(file);
    }
    let next = list.next.map(|id| format!("/observations?before={id}"));
    let shown = list.lines.len();
    let may = |kind| may_somewhere(kind, call.actor, call.today);
    let mut shell = call
        .shell_of_list(Some(Nav::Observations), tr.observation_list_title())
        .lede(tr.observation_list_lede())
        .crumb(tr.sheet_list_title(), Some("/sheets"));
    if let Ok(sent @ 1..) = call.query.get("sent").parse::<usize>() {
        shell = shell.notice(Notice::new(Tone::Done, tr.observation_sent(sent)));
    }
    page(&ListPage {
        shell,
        table,
        sends: may(ActionKind::AssignObserver),
        listens: may(ActionKind::FillSheet),
        paging: next.is_some().then(|| Paging::new(tr, shown, shown).next(next)),
    })
}

/// The table of some observations.
pub(crate) fn table(call: &Call<'_>, lines: &[ObservationLine]) -> Table {
    let tr = call.tr;
    Table::new(tr.observation_list_caption())
        .column(tr.observation_of_unit())
        .numbers(tr.observation_round())
        .column(tr.observation_day())
        .column(tr.observation_who())
        .column(tr.observation_state())
        .column(tr.observation_calendar())
        .rows(lines.iter().map(|line| row(call, line)))
        .or_say(Notice::new(Tone::Empty, tr.observation_none()))
}

fn row(call: &Call<'_>, line: &ObservationLine) -> [Cell; 6] {
    let tr = call.tr;
    let none = || Cell::from(tr.common_not_yet().into_owned());
    let word = call.word(&format!("observation-state-{}", line.state.key()));
    let state = match line.state {
        ObservationState::Sent => State::under_way(word),
        ObservationState::Submitted => State::done(word),
    };
    [
        Cell::link(line.name.as_str(), format!("/units/{}", line.code)),
        tr.number(line.round).into(),
        line.session_on.map_or_else(none, |day| tr.date_iso(day).into()),
        line.assessor.as_str().into(),
        state.into(),
        match line.session_on {
            Some(_) => {
                Cell::link(tr.observation_into_calendar(), format!("/observations/{}/session.ics", line.id))
            }
            None => none(),
        },
    ]
}
